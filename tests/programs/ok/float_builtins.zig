// Roots, rounding, powers of e.
const std = @import("std");

pub fn main() void {
    const x: f64 = 2.25;
    std.debug.print("{d} {d} {d}\n", .{ @sqrt(x), @floor(x), @ceil(x) });
    std.debug.print("{d} {d} {d}\n", .{ @round(-x), @trunc(-x), @abs(-x) });
    std.debug.print("{d} {d}\n", .{ @mod(-x, 2), @rem(-x, 2) });
    std.debug.print("{d:.3} {d:.3} {d:.3}\n", .{ @exp(x), @log2(x), @log10(x) });
    std.debug.print("{d}\n", .{@mulAdd(f64, 2, 3, 4)});
}
