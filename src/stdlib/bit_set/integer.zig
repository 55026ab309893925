//! A set of numbers that fits into one integer.

const std = @import("../std.zig");
const bit_set = std.bit_set;

/// A set of the numbers below `size`.
pub fn IntegerBitSet(comptime size: u16) type {
    return struct {
        /// Bit `i` says whether `i` is a member.
        mask: MaskInt,

        const Self = @This();
        pub const bit_length: usize = size;
        pub const MaskInt = std.meta.Int(.unsigned, size);
        pub const ShiftInt = std.math.Log2Int(MaskInt);

        pub fn initEmpty() Self {
            return .{ .mask = 0 };
        }

        pub fn initFull() Self {
            return .{ .mask = ~@as(MaskInt, 0) };
        }

        pub fn capacity(self: Self) usize {
            _ = self;
            return bit_length;
        }

        pub fn isSet(self: Self, index: usize) bool {
            std.debug.assert(index < bit_length);
            return self.mask & bitOf(index) != 0;
        }

        pub fn count(self: Self) usize {
            return @popCount(self.mask);
        }

        pub fn set(self: *Self, index: usize) void {
            std.debug.assert(index < bit_length);
            self.mask |= bitOf(index);
        }

        pub fn unset(self: *Self, index: usize) void {
            std.debug.assert(index < bit_length);
            self.mask &= ~bitOf(index);
        }

        pub fn toggle(self: *Self, index: usize) void {
            std.debug.assert(index < bit_length);
            self.mask ^= bitOf(index);
        }

        pub fn toggleSet(self: *Self, toggles: Self) void {
            self.mask ^= toggles.mask;
        }

        pub fn toggleAll(self: *Self) void {
            self.mask = ~self.mask;
        }

        pub fn setUnion(self: *Self, other: Self) void {
            self.mask |= other.mask;
        }

        pub fn setIntersection(self: *Self, other: Self) void {
            self.mask &= other.mask;
        }

        pub fn findFirstSet(self: Self) ?usize {
            return if (self.mask == 0) null else @ctz(self.mask);
        }

        pub fn findLastSet(self: Self) ?usize {
            return if (self.mask == 0) null else bit_length - 1 - @clz(self.mask);
        }

        pub fn eql(self: Self, other: Self) bool {
            return self.mask == other.mask;
        }

        pub fn setValue(self: *Self, index: usize, value: bool) void {
            if (value) self.set(index) else self.unset(index);
        }

        pub fn setRangeValue(self: *Self, range: bit_set.Range, value: bool) void {
            for (range.start..range.end) |index| self.setValue(index, value);
        }

        /// The smallest member, which is one no longer.
        pub fn toggleFirstSet(self: *Self) ?usize {
            const index = self.findFirstSet() orelse return null;
            self.unset(index);
            return index;
        }

        /// Whether every member is one of the other set too.
        pub fn subsetOf(self: Self, other: Self) bool {
            return self.intersectWith(other).eql(self);
        }

        pub fn supersetOf(self: Self, other: Self) bool {
            return other.subsetOf(self);
        }

        pub fn complement(self: Self) Self {
            var result = self;
            result.toggleAll();
            return result;
        }

        pub fn unionWith(self: Self, other: Self) Self {
            var result = self;
            result.setUnion(other);
            return result;
        }

        pub fn intersectWith(self: Self, other: Self) Self {
            var result = self;
            result.setIntersection(other);
            return result;
        }

        /// What is in one of the two sets only.
        pub fn xorWith(self: Self, other: Self) Self {
            var result = self;
            result.toggleSet(other);
            return result;
        }

        /// What is in this set but not in the other.
        pub fn differenceWith(self: Self, other: Self) Self {
            return self.intersectWith(other.complement());
        }

        /// From the smallest member to the largest, or as the options say.
        pub fn iterator(self: *const Self, comptime options: bit_set.IteratorOptions) Iterator(options) {
            return .init(self.*);
        }

        pub fn Iterator(comptime options: bit_set.IteratorOptions) type {
            return bit_set.Iterator(Self, options);
        }

        fn bitOf(index: usize) MaskInt {
            return @as(MaskInt, 1) << @intCast(index);
        }
    };
}
