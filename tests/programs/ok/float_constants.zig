// Floats of the source have 113 bits until they get a type.
const std = @import("std");
const print = std.debug.print;
pub fn main() void {
    print("{d}\n", .{std.math.pi});
    print("{d} {d}\n", .{ std.math.e, 1.0 / 3.0 });
    print("{} {d}\n", .{ 0.1, 0.1 + 0.2 });
    const x = 1.0 / 3.0;
    const y: f64 = x;
    print("{d} {d}\n", .{ y, @as(f32, x) });
    print("{d} {d}\n", .{ 1e10, 123456789.125 });
    print("{e} {d:.5}\n", .{ 1.5, std.math.pi });
    print("{d}\n", .{@sqrt(2.0)});
    print("{d}\n", .{2.0 * 3.0});
    print("{d} {d}\n", .{ @as(f128, 1.0) / 3.0, @as(f80, 1.0) / 3.0 });
    print("{d}\n", .{@as(f16, 1.0) / 3.0});
}
