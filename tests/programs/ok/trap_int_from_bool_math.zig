// Booleans counted, and mixed with integers through builtins.
const std = @import("std");

pub fn main() void {
    const list = [_]i32{ 3, -1, 4, -1, 5 };
    var positive: usize = 0;
    for (list) |x| positive += @intFromBool(x > 0);
    std.debug.print("{d} {d}\n", .{ positive, @as(u8, @intFromBool(true)) * 7 });
}
