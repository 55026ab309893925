//! Numbers.

const mem = @import("mem.zig");

/// The largest value of an integer type.
pub fn maxInt(comptime T: type) comptime_int {
    const info = @typeInfo(T).int;
    return (1 << (info.bits - @intFromBool(info.signedness == .signed))) - 1;
}

/// The smallest value of an integer type.
pub fn minInt(comptime T: type) comptime_int {
    const info = @typeInfo(T).int;
    return if (info.signedness == .signed) -(1 << (info.bits - 1)) else 0;
}

/// The product, or an error if it does not fit.
pub fn mul(comptime T: type, a: T, b: T) error{Overflow}!T {
    const product, const overflowed = @mulWithOverflow(a, b);
    return if (overflowed == 0) product else error.Overflow;
}
