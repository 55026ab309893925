//! Memory: the allocator interface, alignments, and work on slices.

const math = @import("math.zig");

pub const Allocator = @import("mem/Allocator.zig");

/// A power of two, as its exponent: only valid alignments can be written down.
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
    pub fn toByteUnits(a: Alignment) usize {
        return @as(usize, 1) << @intFromEnum(a);
    }

    /// The alignment of so many bytes, which must be a power of two.
    pub fn fromByteUnits(n: usize) Alignment {
        return @enumFromInt(@ctz(n));
    }

    /// The natural alignment of a type.
    pub fn of(comptime T: type) Alignment {
        return comptime fromByteUnits(@alignOf(T));
    }

    /// The first aligned address at or after `address`.
    pub fn forward(a: Alignment, address: usize) usize {
        const mask = a.toByteUnits() - 1;
        return (address + mask) & ~mask;
    }

    /// The last aligned address at or before `address`.
    pub fn backward(a: Alignment, address: usize) usize {
        return address & ~(a.toByteUnits() - 1);
    }

    /// Whether the address is a multiple of the alignment.
    pub fn check(a: Alignment, address: usize) bool {
        return address & (a.toByteUnits() - 1) == 0;
    }
};
