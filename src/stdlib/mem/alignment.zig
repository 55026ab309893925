//! Alignments as the logarithm of a power of two, so that no wrong one can be written.

const std = @import("../std.zig");

pub const Alignment = enum(u6) {
    @"1" = 0,
    @"2" = 1,
    @"4" = 2,
    @"8" = 3,
    @"16" = 4,
    @"32" = 5,
    @"64" = 6,
    _,

    /// The alignment as a number of bytes.
    pub fn toByteUnits(self: Alignment) usize {
        return @as(usize, 1) << @intFromEnum(self);
    }

    /// The alignment of a number of bytes, which must be a power of two.
    pub fn fromByteUnits(units: usize) Alignment {
        std.debug.assert(std.math.isPowerOfTwo(units));
        return @enumFromInt(@ctz(units));
    }

    /// The alignment that values of a type have.
    pub fn of(comptime T: type) Alignment {
        return comptime fromByteUnits(@alignOf(T));
    }

    pub fn order(self: Alignment, other: Alignment) std.math.Order {
        return std.math.order(@intFromEnum(self), @intFromEnum(other));
    }

    pub fn compare(self: Alignment, op: std.math.CompareOperator, other: Alignment) bool {
        return std.math.compare(@intFromEnum(self), op, @intFromEnum(other));
    }

    pub fn max(self: Alignment, other: Alignment) Alignment {
        return @enumFromInt(@max(@intFromEnum(self), @intFromEnum(other)));
    }

    pub fn min(self: Alignment, other: Alignment) Alignment {
        return @enumFromInt(@min(@intFromEnum(self), @intFromEnum(other)));
    }

    /// The next aligned address that is not below this one.
    pub fn forward(self: Alignment, address: usize) usize {
        const rest = self.toByteUnits() - 1;
        const next = address + rest;
        return next - (next & rest);
    }

    /// The aligned address that is not above this one.
    pub fn backward(self: Alignment, address: usize) usize {
        return address - (address & (self.toByteUnits() - 1));
    }

    /// Whether the address is a multiple of the alignment.
    pub fn check(self: Alignment, address: usize) bool {
        return self.backward(address) == address;
    }
};
