// [*]T has no length; it can be indexed, sliced and moved.
const std = @import("std");

fn sum(p: [*]const i32, n: usize) i32 {
    var total: i32 = 0;
    for (0..n) |i| total += p[i];
    return total;
}

pub fn main() void {
    const a = [_]i32{ 1, 2, 3, 4 };
    var p: [*]const i32 = &a;
    std.debug.print("{d} ", .{sum(p, 4)});
    p += 2;
    std.debug.print("{d} {d} ", .{ p[0], sum(p, 2) });
    p -= 1;
    std.debug.print("{any} {d}\n", .{ p[0..2], (p + 2)[0] });
}
