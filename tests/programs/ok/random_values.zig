// The numbers themselves.
const std = @import("std");

pub fn main() void {
    var prng = std.Random.DefaultPrng.init(0);
    const r = prng.random();
    std.debug.print("{d} {d}\n", .{ r.int(u64), r.int(u8) });
    std.debug.print("{d} {d} {d}\n", .{ r.intRangeLessThan(i32, -10, 10), r.uintLessThan(u32, 100), r.intRangeAtMost(u16, 5, 9) });
    std.debug.print("{} {d:.6}\n", .{ r.boolean(), r.float(f64) });
    var a = [_]u8{ 1, 2, 3, 4, 5, 6 };
    r.shuffle(u8, &a);
    std.debug.print("{any}\n", .{a});
    const E = enum { x, y, z };
    std.debug.print("{t}\n", .{r.enumValue(E)});
}
