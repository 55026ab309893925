// Floats: special values and rounding.
const std = @import("std");
const math = std.math;

pub fn main() void {
    const inf = math.inf(f64);
    const nan = math.nan(f64);
    std.debug.print("{d} {d} {d} {}\n", .{ inf, -inf, nan, nan == nan });
    std.debug.print("{} {} {}\n", .{ math.isNan(nan), math.isInf(-inf), math.isFinite(@as(f64, 1)) });
    std.debug.print("{d} {d} {d} {d}\n", .{ @floor(-1.5), @ceil(-1.5), @round(2.5), @trunc(-1.7) });
    std.debug.print("{} {}\n", .{ math.approxEqAbs(f64, 1.0, 1.001, 0.01), math.approxEqRel(f64, 1.0, 1.1, 0.01) });
    std.debug.print("{d:.4} {d:.4} {d:.4}\n", .{ @sin(1.0), @cos(1.0), math.atan2(@as(f64, 1), 1) });
    std.debug.print("{d:.4} {d:.4} {d:.4}\n", .{ @exp(1.0), @log(10.0), math.hypot(@as(f64, 3), 4) });
}
