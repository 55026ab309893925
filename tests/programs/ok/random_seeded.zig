// A seeded generator gives the same numbers every time.
const std = @import("std");

pub fn main() void {
    var a = std.Random.DefaultPrng.init(42);
    var b = std.Random.DefaultPrng.init(42);
    const ra = a.random();
    const rb = b.random();
    var same = true;
    for (0..50) |_| {
        const x = ra.intRangeAtMost(u8, 1, 6);
        if (x < 1 or x > 6) return;
        same = same and x == rb.intRangeAtMost(u8, 1, 6);
    }
    std.debug.print("{}\n", .{same});
}
