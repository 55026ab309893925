// Elements without a value may be moved about.
const std = @import("std");

pub fn main() void {
    var a: [4]u32 = undefined;
    a[0] = 10;
    const t = a[3];
    a[3] = a[0];
    a[0] = t;
    a[1] = a[2];
    a[0] = 1;
    std.debug.print("{d} {d}\n", .{ a[0], a[3] });
}
