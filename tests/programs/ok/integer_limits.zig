// The limits of many widths.
const std = @import("std");
const math = std.math;

pub fn main() void {
    inline for (.{ u1, i2, u3, i7, u16, i33, u63, i64, u100, i128 }) |T| {
        std.debug.print("{s} {d} {d}\n", .{ @typeName(T), math.minInt(T), math.maxInt(T) });
    }
}
