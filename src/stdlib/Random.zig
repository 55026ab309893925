//! Numbers that look random. They come from a generator with a seed, so the same seed gives the same numbers.

const std = @import("std.zig");
const Random = @This();

pub const Xoshiro256 = @import("Random/Xoshiro256.zig");
pub const SplitMix64 = @import("Random/SplitMix64.zig");
/// The generator for everything but secrets.
pub const DefaultPrng = Xoshiro256;

/// The generator's own state, and the function that fills memory with random bytes.
ptr: *anyopaque,
fillFn: *const fn (ptr: *anyopaque, buf: []u8) void,

/// The interface of a generator.
pub fn init(pointer: anytype, comptime fillFn: fn (ptr: @TypeOf(pointer), buf: []u8) void) Random {
    const Adapter = struct {
        fn fill(ptr: *anyopaque, buf: []u8) void {
            const self: @TypeOf(pointer) = @ptrCast(@alignCast(ptr));
            fillFn(self, buf);
        }
    };
    return .{ .ptr = pointer, .fillFn = Adapter.fill };
}

pub fn bytes(r: Random, buf: []u8) void {
    r.fillFn(r.ptr, buf);
}

pub fn boolean(r: Random) bool {
    return r.int(u1) != 0;
}

/// A member of an enum, each as likely as the others.
pub fn enumValue(r: Random, comptime EnumType: type) EnumType {
    const values = comptime std.meta.tags(EnumType);
    return values[r.uintLessThan(usize, values.len)];
}

/// Any value of an integer type.
pub fn int(r: Random, comptime T: type) T {
    const bits = @typeInfo(T).int.bits;
    const Whole = std.meta.Int(.unsigned, (bits + 7) / 8 * 8);
    const Unsigned = std.meta.Int(.unsigned, bits);
    var buffer: [@divExact(@typeInfo(Whole).int.bits, 8)]u8 = undefined;
    r.bytes(&buffer);
    const whole = std.mem.readInt(Whole, &buffer, .little);
    return @bitCast(@as(Unsigned, @truncate(whole)));
}

/// A number below the limit, each as likely as the others.
pub fn uintLessThan(r: Random, comptime T: type, less_than: T) T {
    std.debug.assert(less_than > 0);
    const bits = @typeInfo(T).int.bits;
    // The upper half of a random number times the limit lies below the limit. The few random numbers that would
    // make some results more likely are thrown away (Lemire's method).
    const Wide = std.meta.Int(.unsigned, 2 * bits);
    var product = @as(Wide, r.int(T)) * less_than;
    var low: T = @truncate(product);
    if (low < less_than) {
        const threshold = (0 -% less_than) % less_than;
        while (low < threshold) {
            product = @as(Wide, r.int(T)) * less_than;
            low = @truncate(product);
        }
    }
    return @intCast(product >> bits);
}

pub fn uintAtMost(r: Random, comptime T: type, at_most: T) T {
    if (at_most == std.math.maxInt(T)) return r.int(T);
    return r.uintLessThan(T, at_most + 1);
}

pub fn intRangeLessThan(r: Random, comptime T: type, at_least: T, less_than: T) T {
    std.debug.assert(at_least < less_than);
    const Unsigned = std.meta.Int(.unsigned, @typeInfo(T).int.bits);
    const low: Unsigned = @bitCast(at_least);
    const high: Unsigned = @bitCast(less_than);
    return @bitCast(low +% r.uintLessThan(Unsigned, high -% low));
}

pub fn intRangeAtMost(r: Random, comptime T: type, at_least: T, at_most: T) T {
    std.debug.assert(at_least <= at_most);
    const Unsigned = std.meta.Int(.unsigned, @typeInfo(T).int.bits);
    const low: Unsigned = @bitCast(at_least);
    const high: Unsigned = @bitCast(at_most);
    return @bitCast(low +% r.uintAtMost(Unsigned, high -% low));
}

/// A float from 0 up to, but not including, 1.
pub fn float(r: Random, comptime T: type) T {
    switch (T) {
        f32 => {
            const rand = r.int(u64);
            var zeros: u32 = @clz(rand);
            // Of 41 zeros at the front more are drawn, so that very small numbers are possible.
            if (zeros >= 41) {
                zeros = 41 + @clz(r.int(u64));
                if (zeros == 41 + 64) zeros += @clz(r.int(u32) | 0x7ff);
            }
            const mantissa: u23 = @truncate(rand);
            const exponent: u32 = (126 - zeros) << 23;
            return @bitCast(exponent | mantissa);
        },
        f64 => {
            const rand = r.int(u64);
            var zeros: u64 = @clz(rand);
            if (zeros >= 12) {
                zeros = 12;
                while (true) {
                    const more = @clz(r.int(u64));
                    zeros += more;
                    if (more != 64) break;
                    if (zeros >= 1022) {
                        zeros = 1022;
                        break;
                    }
                }
            }
            const mantissa: u52 = @truncate(rand);
            const exponent: u64 = (1022 - zeros) << 52;
            return @bitCast(exponent | mantissa);
        },
        else => @compileError("unknown floating point type"),
    }
}

/// Puts the items into a random order.
pub fn shuffle(r: Random, comptime T: type, buf: []T) void {
    if (buf.len < 2) return;
    var i: usize = 0;
    while (i < buf.len - 1) : (i += 1) {
        const j = r.intRangeLessThan(usize, i, buf.len);
        std.mem.swap(T, &buf[i], &buf[j]);
    }
}

/// An index, as likely as its share of the sum of all proportions.
pub fn weightedIndex(r: Random, comptime T: type, proportions: []const T) usize {
    var sum: T = 0;
    for (proportions) |share| sum += share;
    const point = if (@typeInfo(T) == .int) r.uintLessThan(T, sum) else r.float(T) * sum;
    var reached: T = 0;
    for (proportions, 0..) |share, i| {
        reached += share;
        if (point < reached) return i;
    }
    unreachable;
}
