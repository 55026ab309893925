//! A set of numbers in an array of integers.

const std = @import("../std.zig");
const bit_set = std.bit_set;

/// A set of the numbers below `size`.
pub fn ArrayBitSet(comptime MaskIntType: type, comptime size: usize) type {
    return struct {
        /// The bits, lowest first. Those beyond the size are zero.
        masks: [num_masks]MaskInt,

        const Self = @This();
        pub const bit_length: usize = size;
        pub const MaskInt = MaskIntType;
        pub const ShiftInt = std.math.Log2Int(MaskInt);
        const mask_len = @bitSizeOf(MaskInt);
        const num_masks = (size + mask_len - 1) / mask_len;

        pub fn initEmpty() Self {
            return .{ .masks = @splat(0) };
        }

        pub fn initFull() Self {
            var self = initEmpty();
            self.toggleAll();
            return self;
        }

        pub fn capacity(self: Self) usize {
            _ = self;
            return bit_length;
        }

        pub fn isSet(self: Self, index: usize) bool {
            std.debug.assert(index < bit_length);
            return self.masks[index / mask_len] & bitOf(index) != 0;
        }

        pub fn count(self: Self) usize {
            var total: usize = 0;
            for (self.masks) |mask| total += @popCount(mask);
            return total;
        }

        pub fn set(self: *Self, index: usize) void {
            std.debug.assert(index < bit_length);
            self.masks[index / mask_len] |= bitOf(index);
        }

        pub fn unset(self: *Self, index: usize) void {
            std.debug.assert(index < bit_length);
            self.masks[index / mask_len] &= ~bitOf(index);
        }

        pub fn toggle(self: *Self, index: usize) void {
            std.debug.assert(index < bit_length);
            self.masks[index / mask_len] ^= bitOf(index);
        }

        pub fn toggleSet(self: *Self, toggles: Self) void {
            for (&self.masks, toggles.masks) |*a, b| a.* ^= b;
        }

        pub fn toggleAll(self: *Self) void {
            for (&self.masks) |*mask| mask.* = ~mask.*;
            const used = size % mask_len;
            if (used != 0) self.masks[num_masks - 1] &= bitOf(used) - 1;
        }

        pub fn setUnion(self: *Self, other: Self) void {
            for (&self.masks, other.masks) |*a, b| a.* |= b;
        }

        pub fn setIntersection(self: *Self, other: Self) void {
            for (&self.masks, other.masks) |*a, b| a.* &= b;
        }

        pub fn findFirstSet(self: Self) ?usize {
            for (self.masks, 0..) |mask, i| {
                if (mask != 0) return mask_len * i + @ctz(mask);
            }
            return null;
        }

        pub fn findLastSet(self: Self) ?usize {
            var i: usize = num_masks;
            while (i > 0) {
                i -= 1;
                if (self.masks[i] != 0) return mask_len * i + (mask_len - 1 - @clz(self.masks[i]));
            }
            return null;
        }

        pub fn eql(self: Self, other: Self) bool {
            return std.mem.eql(MaskInt, &self.masks, &other.masks);
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
            return @as(MaskInt, 1) << @intCast(index % mask_len);
        }
    };
}
