// Floats print their shortest decimal with {d}; {d:.2} rounds it.
const std = @import("std");

pub fn main() void {
    const a: f64 = 1.5;
    const b: f32 = 0.1;
    var c: f64 = 10;
    c /= 4;
    std.debug.print("{d} {d} {d}\n", .{ a, b, c });
    std.debug.print("{d:.2} {d:.0} {d:.3}\n", .{ a, c, a * c });
    std.debug.print("{d} {d}\n", .{ a + c, -a });
}
