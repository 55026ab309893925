// Cutting with a sentinel checks that it is there.
const std = @import("std");

pub fn main() void {
    var buf = [_]u8{ 'h', 'i', 0, 'x' };
    var n: usize = 2;
    n += 0;
    const s = buf[0..n :0];
    std.debug.print("{s} {d}\n", .{ s, s.len });
    const a = [3:0]u8{ 1, 2, 3 };
    std.debug.print("{d} {d}\n", .{ a.len, a[3] });
}
