// Precision, width, and the scientific form.
const std = @import("std");

pub fn main() void {
    const x: f64 = 3.14159;
    std.debug.print("{d} {d:.2} {d:.0} {d:8.3}|\n", .{ x, x, x, x });
    std.debug.print("{e} {e:.2} {}\n", .{ x, x, x });
    std.debug.print("{d} {d} {d}\n", .{ @as(f64, 1e21), @as(f64, 1e-7), @as(f32, 16777216) });
    std.debug.print("{d:.1} {d:.1} {d:.1}\n", .{ 0.25, 0.35, -0.05 });
    std.debug.print("{d} {d} {e}\n", .{ 0.0, -0.0, 1e100 });
}
