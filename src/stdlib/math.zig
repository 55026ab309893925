//! Numbers: limits, checked arithmetic, comparisons, and the functions of school.

const std = @import("std.zig");

pub const pi = 3.14159265358979323846264338327950288419716939937510;
pub const tau = 2 * pi;
pub const e = 2.71828182845904523536028747135266249775724709369995;
pub const phi = 1.6180339887498948482045868343656381177203091798057628621;
pub const sqrt2 = 1.414213562373095048801688724209698079;
pub const sqrt1_2 = 0.707106781186547524400844362104849039;
pub const ln2 = 0.693147180559945309417232121458176568;
pub const ln10 = 2.302585092994045684017991454684364208;
pub const log2e = 1.442695040888963407359924681001892137;
pub const log10e = 0.434294481903251827651128918916605082;

// Limits.

/// The largest value of an integer type.
pub fn maxInt(comptime T: type) comptime_int {
    const info = @typeInfo(T).int;
    return (1 << (info.bits - @intFromBool(info.signedness == .signed and info.bits > 0))) - 1;
}

/// The smallest value of an integer type.
pub fn minInt(comptime T: type) comptime_int {
    const info = @typeInfo(T).int;
    if (info.signedness == .unsigned or info.bits == 0) return 0;
    return -(1 << (info.bits - 1));
}

pub fn floatMax(comptime T: type) T {
    return switch (T) {
        f16 => 65504.0,
        f32 => 0x1.fffffep127,
        f64 => 0x1.fffffffffffffp1023,
        else => @compileError("unknown floating point type " ++ @typeName(T)),
    };
}

/// The smallest positive value with full precision.
pub fn floatMin(comptime T: type) T {
    return switch (T) {
        f16 => 0x1p-14,
        f32 => 0x1p-126,
        f64 => 0x1p-1022,
        else => @compileError("unknown floating point type " ++ @typeName(T)),
    };
}

/// The distance from 1 to the next float.
pub fn floatEps(comptime T: type) T {
    return switch (T) {
        f16 => 0x1p-10,
        f32 => 0x1p-23,
        f64 => 0x1p-52,
        else => @compileError("unknown floating point type " ++ @typeName(T)),
    };
}

pub fn inf(comptime T: type) T {
    return switch (T) {
        f16 => @bitCast(@as(u16, 0x7c00)),
        f32 => @bitCast(@as(u32, 0x7f80_0000)),
        f64 => @bitCast(@as(u64, 0x7ff0_0000_0000_0000)),
        else => @compileError("unknown floating point type " ++ @typeName(T)),
    };
}

pub fn nan(comptime T: type) T {
    return switch (T) {
        f16 => @bitCast(@as(u16, 0x7e00)),
        f32 => @bitCast(@as(u32, 0x7fc0_0000)),
        f64 => @bitCast(@as(u64, 0x7ff8_0000_0000_0000)),
        else => @compileError("unknown floating point type " ++ @typeName(T)),
    };
}

pub fn isNan(x: anytype) bool {
    return x != x;
}

pub fn isInf(x: anytype) bool {
    return @abs(x) == inf(@TypeOf(x));
}

pub fn isPositiveInf(x: anytype) bool {
    return x == inf(@TypeOf(x));
}

pub fn isNegativeInf(x: anytype) bool {
    return x == -inf(@TypeOf(x));
}

pub fn isFinite(x: anytype) bool {
    return !isNan(x) and !isInf(x);
}

pub fn signbit(x: anytype) bool {
    const Bits = Int(.unsigned, @bitSizeOf(@TypeOf(x)));
    return @as(Bits, @bitCast(x)) >> (@bitSizeOf(Bits) - 1) != 0;
}

/// The integer type with this signedness and width.
fn Int(comptime signedness: std.builtin.Signedness, comptime bits: u16) type {
    return std.meta.Int(signedness, bits);
}

// Arithmetic that says when the result does not fit.

pub fn add(comptime T: type, a: T, b: T) error{Overflow}!T {
    const result, const overflow = @addWithOverflow(a, b);
    return if (overflow != 0) error.Overflow else result;
}

pub fn sub(comptime T: type, a: T, b: T) error{Overflow}!T {
    const result, const overflow = @subWithOverflow(a, b);
    return if (overflow != 0) error.Overflow else result;
}

pub fn mul(comptime T: type, a: T, b: T) error{Overflow}!T {
    const result, const overflow = @mulWithOverflow(a, b);
    return if (overflow != 0) error.Overflow else result;
}

pub fn negate(x: anytype) error{Overflow}!@TypeOf(x) {
    return sub(@TypeOf(x), 0, x);
}

pub fn divTrunc(comptime T: type, numerator: T, denominator: T) error{ DivisionByZero, Overflow }!T {
    try checkDivision(T, numerator, denominator);
    return @divTrunc(numerator, denominator);
}

pub fn divFloor(comptime T: type, numerator: T, denominator: T) error{ DivisionByZero, Overflow }!T {
    try checkDivision(T, numerator, denominator);
    return @divFloor(numerator, denominator);
}

pub fn divCeil(comptime T: type, numerator: T, denominator: T) error{ DivisionByZero, Overflow }!T {
    try checkDivision(T, numerator, denominator);
    const floor_ = @divFloor(numerator, denominator);
    return if (floor_ * denominator == numerator) floor_ else floor_ + 1;
}

pub fn divExact(comptime T: type, numerator: T, denominator: T) error{ DivisionByZero, Overflow, UnexpectedRemainder }!T {
    try checkDivision(T, numerator, denominator);
    const result = @divTrunc(numerator, denominator);
    return if (result * denominator != numerator) error.UnexpectedRemainder else result;
}

fn checkDivision(comptime T: type, numerator: T, denominator: T) error{ DivisionByZero, Overflow }!void {
    if (denominator == 0) return error.DivisionByZero;
    if (@typeInfo(T) == .int and @typeInfo(T).int.signedness == .signed) {
        if (numerator == minInt(T) and denominator == -1) return error.Overflow;
    }
}

pub fn mod(comptime T: type, numerator: T, denominator: T) error{ DivisionByZero, NegativeDenominator }!T {
    if (denominator == 0) return error.DivisionByZero;
    if (denominator < 0) return error.NegativeDenominator;
    return @mod(numerator, denominator);
}

pub fn rem(comptime T: type, numerator: T, denominator: T) error{ DivisionByZero, NegativeDenominator }!T {
    if (denominator == 0) return error.DivisionByZero;
    if (denominator < 0) return error.NegativeDenominator;
    return @rem(numerator, denominator);
}

/// The number in another integer type, or null where it does not fit.
pub fn cast(comptime T: type, x: anytype) ?T {
    if (x > maxInt(T) or x < minInt(T)) return null;
    return @intCast(x);
}

/// `base` to the power of an integer.
pub fn powi(comptime T: type, x: T, y: T) error{ Overflow, Underflow }!T {
    if (y < 0) return if (x == 1) 1 else if (x == 0) error.Underflow else if (x == -1) (if (@mod(y, 2) == 0) 1 else -1) else error.Underflow;
    var result: T = 1;
    var i: T = 0;
    while (i < y) : (i += 1) {
        result = mul(T, result, x) catch return error.Overflow;
        if (result == 0 or x == 1) break;
        if (x == -1) return if (@mod(y, 2) == 0) 1 else -1;
    }
    return result;
}

/// A float to the power of another.
pub fn pow(comptime T: type, x: T, y: T) T {
    if (@typeInfo(T) == .int) return powi(T, x, y) catch unreachable;
    return @vmMath("pow", x, y);
}

// Comparing.

pub const Order = enum {
    gt,
    lt,
    eq,

    /// The order of the two the other way round.
    pub fn invert(self: Order) Order {
        return switch (self) {
            .lt => .gt,
            .eq => .eq,
            .gt => .lt,
        };
    }

    pub fn differ(self: Order) ?Order {
        return if (self != .eq) self else null;
    }

    pub fn compare(self: Order, op: CompareOperator) bool {
        return switch (self) {
            .lt => op == .lt or op == .lte or op == .neq,
            .eq => op == .eq or op == .lte or op == .gte,
            .gt => op == .gt or op == .gte or op == .neq,
        };
    }
};

pub const CompareOperator = enum { lt, lte, eq, gte, gt, neq };

pub fn order(a: anytype, b: anytype) Order {
    if (a == b) return .eq;
    return if (a < b) .lt else .gt;
}

pub fn compare(a: anytype, op: CompareOperator, b: anytype) bool {
    return switch (op) {
        .lt => a < b,
        .lte => a <= b,
        .eq => a == b,
        .neq => a != b,
        .gt => a > b,
        .gte => a >= b,
    };
}

/// The value moved into the range.
pub fn clamp(value: anytype, lower: anytype, upper: anytype) @TypeOf(value, lower, upper) {
    std.debug.assert(lower <= upper);
    return @max(lower, @min(value, upper));
}

pub fn approxEqAbs(comptime T: type, x: T, y: T, tolerance: T) bool {
    if (x == y) return true;
    return @abs(x - y) <= tolerance;
}

pub fn approxEqRel(comptime T: type, x: T, y: T, tolerance: T) bool {
    if (x == y) return true;
    return @abs(x - y) <= @max(@abs(x), @abs(y)) * tolerance;
}

pub fn sign(x: anytype) @TypeOf(x) {
    if (x > 0) return 1;
    return if (x < 0) -1 else 0;
}

// Bits.

pub fn isPowerOfTwo(x: anytype) bool {
    std.debug.assert(x > 0);
    return x & (x - 1) == 0;
}

/// The type for the distance of a shift.
pub fn Log2Int(comptime T: type) type {
    if (T == comptime_int) return comptime_int;
    return std.meta.Int(.unsigned, bitsFor(@typeInfo(T).int.bits));
}

fn bitsFor(comptime width: u16) u16 {
    var bits: u16 = 0;
    while (@as(u32, 1) << bits < width) bits += 1;
    return bits;
}

/// The unsigned or signed integer with just enough bits for both ends.
pub fn IntFittingRange(comptime from: comptime_int, comptime to: comptime_int) type {
    std.debug.assert(from <= to);
    var bits: u16 = 0;
    if (from >= 0) {
        while ((1 << bits) - 1 < to) bits += 1;
        return std.meta.Int(.unsigned, bits);
    }
    bits = 1;
    while (-(1 << (bits - 1)) > from or (1 << (bits - 1)) - 1 < to) bits += 1;
    return std.meta.Int(.signed, bits);
}

pub fn log2_int(comptime T: type, x: T) Log2Int(T) {
    std.debug.assert(x != 0);
    return @intCast(@typeInfo(T).int.bits - 1 - @clz(x));
}

pub fn log2_int_ceil(comptime T: type, x: T) Log2Int(T) {
    std.debug.assert(x != 0);
    return if (x == 1) 0 else log2_int(T, x - 1) + 1;
}

pub fn log10_int(x: anytype) Log2Int(@TypeOf(x)) {
    std.debug.assert(x != 0);
    var digits: Log2Int(@TypeOf(x)) = 0;
    var rest = x;
    while (rest >= 10) : (rest /= 10) digits += 1;
    return digits;
}

pub fn ceilPowerOfTwo(comptime T: type, value: T) error{Overflow}!T {
    std.debug.assert(value != 0);
    var power: T = 1;
    while (power < value) power = try mul(T, power, 2);
    return power;
}

pub fn ceilPowerOfTwoAssert(comptime T: type, value: T) T {
    return ceilPowerOfTwo(T, value) catch unreachable;
}

pub fn floorPowerOfTwo(comptime T: type, value: T) T {
    if (value == 0) return 0;
    return @as(T, 1) << log2_int(T, value);
}

/// Shifts left by any distance; a negative one shifts right. Bits that leave are lost.
pub fn shl(comptime T: type, a: T, distance: anytype) T {
    if (distance < 0) return shr(T, a, -distance);
    return if (distance >= @bitSizeOf(T)) 0 else a << @intCast(distance);
}

pub fn shr(comptime T: type, a: T, distance: anytype) T {
    if (distance < 0) return shl(T, a, -distance);
    if (distance >= @bitSizeOf(T)) return if (a < 0) -1 else 0;
    return a >> @intCast(distance);
}

pub fn rotl(comptime T: type, x: T, distance: anytype) T {
    const by: Log2Int(T) = @intCast(@mod(distance, @bitSizeOf(T)));
    if (by == 0) return x;
    return x << by | x >> @intCast(@bitSizeOf(T) - @as(usize, by));
}

pub fn rotr(comptime T: type, x: T, distance: anytype) T {
    const by: Log2Int(T) = @intCast(@mod(distance, @bitSizeOf(T)));
    if (by == 0) return x;
    return x >> by | x << @intCast(@bitSizeOf(T) - @as(usize, by));
}

// Roots, powers, angles.

fn SqrtResult(comptime T: type) type {
    return switch (@typeInfo(T)) {
        .int => |info| std.meta.Int(.unsigned, (info.bits + 1) / 2),
        else => T,
    };
}

/// The square root; of an integer, rounded down.
pub fn sqrt(x: anytype) SqrtResult(@TypeOf(x)) {
    const T = @TypeOf(x);
    switch (@typeInfo(T)) {
        .int => {
            // Bit by bit from the highest: keep each bit with which the square is not too large.
            var root: T = 0;
            var bit: T = @as(T, 1) << @intCast((@typeInfo(T).int.bits - 1) / 2);
            while (bit > 0) : (bit >>= 1) {
                const candidate = root | bit;
                if (candidate <= x / candidate) root = candidate;
            }
            return @intCast(root);
        },
        else => return @sqrt(x),
    }
}

/// The long side of a right-angled triangle.
pub fn hypot(x: anytype, y: anytype) @TypeOf(x, y) {
    const T = @TypeOf(x, y);
    return @vmMath("hypot", @as(T, x), @as(T, y));
}

pub fn cbrt(x: anytype) @TypeOf(x) {
    return @vmMath("cbrt", x);
}

pub fn asin(x: anytype) @TypeOf(x) {
    return @vmMath("asin", x);
}

pub fn acos(x: anytype) @TypeOf(x) {
    return @vmMath("acos", x);
}

pub fn atan(x: anytype) @TypeOf(x) {
    return @vmMath("atan", x);
}

/// The angle of the point (x, y).
pub fn atan2(y: anytype, x: anytype) @TypeOf(x, y) {
    const T = @TypeOf(x, y);
    return @vmMath("atan2", @as(T, y), @as(T, x));
}

pub fn sinh(x: anytype) @TypeOf(x) {
    return @vmMath("sinh", x);
}

pub fn cosh(x: anytype) @TypeOf(x) {
    return @vmMath("cosh", x);
}

pub fn tanh(x: anytype) @TypeOf(x) {
    return @vmMath("tanh", x);
}

pub fn expm1(x: anytype) @TypeOf(x) {
    return @vmMath("expm1", x);
}

pub fn log1p(x: anytype) @TypeOf(x) {
    return @vmMath("log1p", x);
}

pub inline fn sin(x: anytype) @TypeOf(x) {
    return @sin(x);
}

pub inline fn cos(x: anytype) @TypeOf(x) {
    return @cos(x);
}

pub inline fn tan(x: anytype) @TypeOf(x) {
    return @tan(x);
}

pub inline fn floor(x: anytype) @TypeOf(x) {
    return @floor(x);
}

pub inline fn ceil(x: anytype) @TypeOf(x) {
    return @ceil(x);
}

pub inline fn round(x: anytype) @TypeOf(x) {
    return @round(x);
}

pub inline fn trunc(x: anytype) @TypeOf(x) {
    return @trunc(x);
}

pub inline fn exp(x: anytype) @TypeOf(x) {
    return @exp(x);
}

pub inline fn exp2(x: anytype) @TypeOf(x) {
    return @exp2(x);
}

pub inline fn log2(x: anytype) @TypeOf(x) {
    return @log2(x);
}

pub inline fn log10(x: anytype) @TypeOf(x) {
    return @log10(x);
}

pub fn log(comptime T: type, base: T, x: T) T {
    return @log(x) / @log(base);
}

pub fn degreesToRadians(degrees: anytype) @TypeOf(degrees) {
    return degrees * (pi / 180.0);
}

pub fn radiansToDegrees(radians: anytype) @TypeOf(radians) {
    return radians * (180.0 / pi);
}

pub fn lerp(a: anytype, b: anytype, t: anytype) @TypeOf(a, b, t) {
    return a + (b - a) * t;
}

/// Greatest common divisor.
pub fn gcd(a: anytype, b: anytype) @TypeOf(a, b) {
    std.debug.assert(a != 0 or b != 0);
    var x: @TypeOf(a, b) = a;
    var y: @TypeOf(a, b) = b;
    while (y != 0) {
        const rest = x % y;
        x = y;
        y = rest;
    }
    return x;
}

/// The smallest number that both divide; zero when one of them is zero.
pub fn lcm(a: anytype, b: anytype) @TypeOf(a, b) {
    if (a == 0 or b == 0) return 0;
    return (b / gcd(a, b)) * a;
}

/// A float split into its whole part and the rest.
pub fn Modf(comptime T: type) type {
    return struct { fpart: T, ipart: T };
}

pub fn modf(x: anytype) Modf(@TypeOf(x)) {
    const whole = @trunc(x);
    return .{ .fpart = if (isInf(x)) copysign(@as(@TypeOf(x), 0), x) else x - whole, .ipart = whole };
}

/// A float as a number from a half up to one, times a power of two.
pub fn Frexp(comptime T: type) type {
    return struct { significand: T, exponent: i32 };
}

pub fn frexp(x: anytype) Frexp(@TypeOf(x)) {
    if (x == 0 or !isFinite(x)) return .{ .significand = x, .exponent = 0 };
    var significand = x;
    var exponent: i32 = 0;
    while (@abs(significand) >= 1) : (exponent += 1) significand /= 2;
    while (@abs(significand) < 0.5) : (exponent -= 1) significand *= 2;
    return .{ .significand = significand, .exponent = exponent };
}

/// `x` times two to the power of `n`.
pub fn ldexp(x: anytype, n: i32) @TypeOf(x) {
    var result = x;
    var left = n;
    while (left > 0 and result != 0 and isFinite(result)) : (left -= 1) result *= 2;
    while (left < 0 and result != 0 and isFinite(result)) : (left += 1) result /= 2;
    return result;
}

pub const scalbn = ldexp;

/// The size of the first with the sign of the second.
pub fn copysign(magnitude: anytype, sign_of: @TypeOf(magnitude)) @TypeOf(magnitude) {
    return if (signbit(sign_of)) -@abs(magnitude) else @abs(magnitude);
}

/// The integer type for powers of two up to what `T` holds.
pub fn Log2IntCeil(comptime T: type) type {
    const bits = @typeInfo(T).int.bits;
    comptime var needed = 0;
    inline while (1 << needed <= bits) needed += 1;
    return std.meta.Int(.unsigned, if (bits == 0) 0 else needed);
}

/// The whole logarithm of `x`, rounded down.
pub fn log_int(comptime T: type, base: T, x: T) Log2Int(T) {
    std.debug.assert(base > 1 and x > 0);
    var result: Log2Int(T) = 0;
    var rest = x / base;
    while (rest > 0) : (rest /= base) result += 1;
    return result;
}

/// Converts between numbers; what does not fit becomes the nearest that does, fractions are cut off.
pub fn lossyCast(comptime T: type, value: anytype) T {
    const From = @TypeOf(value);
    switch (@typeInfo(T)) {
        .float => return switch (@typeInfo(From)) {
            .int => @floatFromInt(value),
            .float => @floatCast(value),
            else => value,
        },
        .int => switch (@typeInfo(From)) {
            .int, .comptime_int => {
                if (value >= maxInt(T)) return maxInt(T);
                if (value <= minInt(T)) return minInt(T);
                return @intCast(value);
            },
            else => {
                if (isNan(value)) return 0;
                if (value >= @as(From, @floatFromInt(maxInt(T)))) return maxInt(T);
                if (value <= @as(From, @floatFromInt(minInt(T)))) return minInt(T);
                return @intFromFloat(value);
            },
        },
        else => @compileError("bad result type"),
    }
}

/// The product in an integer with room for it.
pub fn mulWide(comptime T: type, a: T, b: T) std.meta.Int(@typeInfo(T).int.signedness, @typeInfo(T).int.bits * 2) {
    const Wide = std.meta.Int(@typeInfo(T).int.signedness, @typeInfo(T).int.bits * 2);
    return @as(Wide, a) * @as(Wide, b);
}

/// Minus the number, as a signed integer.
pub fn negateCast(x: anytype) !std.meta.Int(.signed, @bitSizeOf(@TypeOf(x))) {
    const Signed = std.meta.Int(.signed, @bitSizeOf(@TypeOf(x)));
    if (@typeInfo(@TypeOf(x)).int.signedness == .signed) return negate(x);
    if (x > -@as(comptime_int, minInt(Signed))) return error.Overflow;
    return 0 -% @as(Signed, @bitCast(x));
}

/// Brings an angle or number into the range from -r up to, but not including, r.
pub fn wrap(x: anytype, r: anytype) @TypeOf(x) {
    const info = @typeInfo(@TypeOf(x));
    if (r == 0) return 0;
    return switch (info) {
        .int => @intCast(@mod(@as(i128, x) + r, 2 * @as(i128, r)) - r),
        else => @mod(x + r, 2 * r) - r,
    };
}

pub fn asinh(x: anytype) @TypeOf(x) {
    const size = @abs(x);
    return copysign(log1p(size + size * size / (hypot(size, @as(@TypeOf(x), 1)) + 1)), x);
}

pub fn acosh(x: anytype) @TypeOf(x) {
    return @log(x + @sqrt(x * x - 1));
}

pub fn atanh(x: anytype) @TypeOf(x) {
    return log1p(2 * x / (1 - x)) / 2;
}

pub const deg_per_rad = 180.0 / pi;
pub const rad_per_deg = pi / 180.0;
pub const two_sqrtpi = 1.128379167095512573896158903121545172;

pub fn floatMantissaBits(comptime T: type) comptime_int {
    return switch (@typeInfo(T).float.bits) {
        16 => 10,
        32 => 23,
        64 => 52,
        80 => 64,
        else => 112,
    };
}

pub fn floatExponentBits(comptime T: type) comptime_int {
    return switch (@typeInfo(T).float.bits) {
        16 => 5,
        32 => 8,
        64 => 11,
        else => 15,
    };
}

/// The distance from `x` to the next number that the type has.
pub fn floatEpsAt(comptime T: type, x: T) T {
    return nextAfter(T, x, inf(T)) - x;
}

/// The neighbour of `x` on the way to `y`.
pub fn nextAfter(comptime T: type, x: T, y: T) T {
    if (x == y) return y;
    const Bits = std.meta.Int(.unsigned, @typeInfo(T).float.bits);
    if (x == 0) return copysign(@as(T, @bitCast(@as(Bits, 1))), y);
    const bits: Bits = @bitCast(x);
    return @bitCast(if ((x < y) == (x > 0)) bits + 1 else bits - 1);
}
