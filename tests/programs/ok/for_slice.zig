// for walks over the elements; 0.. counts beside them.
const std = @import("std");

pub fn main() void {
    const primes = [_]u32{ 2, 3, 5, 7 };
    var sum: u32 = 0;
    for (primes) |p| sum += p;
    for (primes, 0..) |p, i| {
        std.debug.print("{d}:{d} ", .{ i, p });
    }
    std.debug.print("sum {d}\n", .{sum});
}
