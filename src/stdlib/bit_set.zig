//! Sets of small numbers, one bit for each.

const std = @import("std.zig");
const Allocator = std.mem.Allocator;

pub const IntegerBitSet = @import("bit_set/integer.zig").IntegerBitSet;
pub const ArrayBitSet = @import("bit_set/array.zig").ArrayBitSet;
pub const DynamicBitSet = @import("bit_set/dynamic.zig").DynamicBitSet;
pub const DynamicBitSetUnmanaged = @import("bit_set/dynamic.zig").DynamicBitSetUnmanaged;

/// A set of the numbers below `size`: one integer while that is short enough, an array of them beyond.
pub fn StaticBitSet(comptime size: usize) type {
    return if (size <= @bitSizeOf(usize)) IntegerBitSet(size) else ArrayBitSet(usize, size);
}

/// The numbers from `start` up to, but not with, `end`.
pub const Range = struct { start: usize, end: usize };

/// What an iterator goes through, and which way.
pub const IteratorOptions = struct {
    kind: Type = .set,
    direction: Direction = .forward,

    pub const Type = enum { set, unset };
    pub const Direction = enum { forward, reverse };
};

/// Goes through the members of a set, or through what is no member.
pub fn Iterator(comptime Set: type, comptime options: IteratorOptions) type {
    return struct {
        set: Set,
        /// So many bits are behind.
        seen: usize,

        pub fn init(set: Set) @This() {
            return .{ .set = set, .seen = 0 };
        }

        pub fn next(self: *@This()) ?usize {
            const len = self.set.capacity();
            while (self.seen < len) {
                const index = if (options.direction == .forward) self.seen else len - 1 - self.seen;
                self.seen += 1;
                if (self.set.isSet(index) == (options.kind == .set)) return index;
            }
            return null;
        }
    };
}
