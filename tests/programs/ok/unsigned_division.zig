// Unsigned integers may use / and % directly.
const std = @import("std");

pub fn main() void {
    var a: u32 = 17;
    a += 0;
    std.debug.print("{d} {d}\n", .{ a / 5, a % 5 });
    a /= 4;
    std.debug.print("{d}\n", .{a});
    a %= 3;
    std.debug.print("{d}\n", .{a});
}
