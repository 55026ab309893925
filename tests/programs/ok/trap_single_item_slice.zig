// One value as a slice of length one.
const std = @import("std");

fn sum(s: []const u32) u32 {
    var t: u32 = 0;
    for (s) |x| t += x;
    return t;
}

pub fn main() void {
    var x: u32 = 5;
    const one: []u32 = (&x)[0..1];
    one[0] += 1;
    const arr: *[1]u32 = &x;
    arr[0] += 1;
    std.debug.print("{d} {d} {d}\n", .{ x, sum(one), sum(&.{}) });
}
