// An array is a value: assignment copies all of it.
const std = @import("std");

pub fn main() void {
    var a = [3]i32{ 1, 2, 3 };
    const b = a;
    a[0] = 100;
    std.debug.print("{any} {any} {d}\n", .{ a, b, a.len });
}
