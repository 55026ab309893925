// A number that is known takes the type of the place, whatever type it has.
const std = @import("std");

pub fn main() void {
    const k: usize = 3;
    var b: u8 = k;
    b += k;
    b *= k;
    b -%= k;
    b |= 16 + k;
    var items = [4]u16{ 1, 2, 3, 4 };
    inline for (0..3) |i| {
        items[i] += i;
    }
    var sum: i32 = -1;
    inline for (.{ 1, 2 }, 0..) |v, i| {
        sum += v;
        sum -= i;
    }
    std.debug.print("{d} {any} {d}\n", .{ b, items, sum });
}
