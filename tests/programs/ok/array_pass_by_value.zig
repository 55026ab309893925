// A function that gets an array gets a copy.
const std = @import("std");

fn sum(a: [4]i32) i32 {
    var total: i32 = 0;
    for (a) |x| total += x;
    return total;
}

fn doubled(a: [4]i32) [4]i32 {
    var copy = a;
    for (&copy) |*x| x.* *= 2;
    return copy;
}

pub fn main() void {
    const a = [_]i32{ 1, 2, 3, 4 };
    const d = doubled(a);
    std.debug.print("{d} {d} {any}\n", .{ sum(a), sum(d), a });
}
