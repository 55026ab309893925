//! Sets of small numbers, one bit for each.

const std = @import("std.zig");
const Allocator = std.mem.Allocator;

/// A set of the numbers below `size`.
pub fn StaticBitSet(comptime size: usize) type {
    return struct {
        masks: [(size + 63) / 64]u64,

        const Self = @This();
        pub const bit_length = size;

        pub fn initEmpty() Self {
            return .{ .masks = @splat(0) };
        }

        pub fn initFull() Self {
            var self = initEmpty();
            for (0..size) |i| self.set(i);
            return self;
        }

        pub fn capacity(self: Self) usize {
            _ = self;
            return bit_length;
        }

        pub fn isSet(self: Self, index: usize) bool {
            std.debug.assert(index < bit_length);
            return self.masks[index / 64] & bitOf(index) != 0;
        }

        pub fn count(self: Self) usize {
            var total: usize = 0;
            for (self.masks) |mask| total += @popCount(mask);
            return total;
        }

        pub fn set(self: *Self, index: usize) void {
            std.debug.assert(index < bit_length);
            self.masks[index / 64] |= bitOf(index);
        }

        pub fn unset(self: *Self, index: usize) void {
            std.debug.assert(index < bit_length);
            self.masks[index / 64] &= ~bitOf(index);
        }

        pub fn setValue(self: *Self, index: usize, value: bool) void {
            if (value) self.set(index) else self.unset(index);
        }

        pub fn toggle(self: *Self, index: usize) void {
            std.debug.assert(index < bit_length);
            self.masks[index / 64] ^= bitOf(index);
        }

        pub fn setUnion(self: *Self, other: Self) void {
            for (&self.masks, other.masks) |*a, b| a.* |= b;
        }

        pub fn setIntersection(self: *Self, other: Self) void {
            for (&self.masks, other.masks) |*a, b| a.* &= b;
        }

        pub fn eql(self: Self, other: Self) bool {
            return std.mem.eql(u64, &self.masks, &other.masks);
        }

        pub fn setAll(self: *Self) void {
            self.* = initFull();
        }

        pub fn unsetAll(self: *Self) void {
            self.* = initEmpty();
        }

        pub fn toggleAll(self: *Self) void {
            for (0..bit_length) |index| self.toggle(index);
        }

        pub fn complement(self: Self) Self {
            var other = self;
            other.toggleAll();
            return other;
        }

        pub fn unionWith(self: Self, other: Self) Self {
            var both = self;
            both.setUnion(other);
            return both;
        }

        pub fn intersectWith(self: Self, other: Self) Self {
            var both = self;
            both.setIntersection(other);
            return both;
        }

        /// Whether every member is one of the other set too.
        pub fn subsetOf(self: Self, other: Self) bool {
            return self.intersectWith(other).eql(self);
        }

        pub fn supersetOf(self: Self, other: Self) bool {
            return other.subsetOf(self);
        }

        /// From the smallest member to the largest, or through what is no member.
        pub fn iterator(self: *const Self, comptime options: IteratorOptions) Iterator(Self, options) {
            return .init(self);
        }

        pub fn findLastSet(self: Self) ?usize {
            var it = self.iterator(.{ .direction = .reverse });
            return it.next();
        }

        pub fn findFirstSet(self: Self) ?usize {
            for (self.masks, 0..) |mask, i| {
                if (mask != 0) return 64 * i + @ctz(mask);
            }
            return null;
        }
    };
}

/// A set whose size is known only when the program runs.
pub const DynamicBitSet = struct {
    bits: []bool,
    allocator: Allocator,

    pub fn initEmpty(allocator: Allocator, length: usize) !DynamicBitSet {
        const bits = try allocator.alloc(bool, length);
        @memset(bits, false);
        return .{ .bits = bits, .allocator = allocator };
    }

    pub fn initFull(allocator: Allocator, length: usize) !DynamicBitSet {
        const self = try initEmpty(allocator, length);
        @memset(self.bits, true);
        return self;
    }

    pub fn deinit(self: *DynamicBitSet) void {
        self.allocator.free(self.bits);
    }

    pub fn capacity(self: DynamicBitSet) usize {
        return self.bits.len;
    }

    pub fn isSet(self: DynamicBitSet, index: usize) bool {
        return self.bits[index];
    }

    pub fn count(self: DynamicBitSet) usize {
        var total: usize = 0;
        for (self.bits) |bit| total += @intFromBool(bit);
        return total;
    }

    pub fn set(self: *DynamicBitSet, index: usize) void {
        self.bits[index] = true;
    }

    pub fn unset(self: *DynamicBitSet, index: usize) void {
        self.bits[index] = false;
    }

    pub fn setValue(self: *DynamicBitSet, index: usize, value: bool) void {
        self.bits[index] = value;
    }

    pub fn toggle(self: *DynamicBitSet, index: usize) void {
        self.bits[index] = !self.bits[index];
    }

    pub fn setAll(self: *DynamicBitSet) void {
        @memset(self.bits, true);
    }

    pub fn unsetAll(self: *DynamicBitSet) void {
        @memset(self.bits, false);
    }

    pub fn toggleAll(self: *DynamicBitSet) void {
        for (self.bits) |*bit| bit.* = !bit.*;
    }

    pub fn iterator(self: *const DynamicBitSet, comptime options: IteratorOptions) Iterator(DynamicBitSet, options) {
        return .init(self);
    }

    pub fn findFirstSet(self: DynamicBitSet) ?usize {
        return std.mem.indexOfScalar(bool, self.bits, true);
    }
};

/// What an iterator goes through, and which way.
pub const IteratorOptions = struct {
    kind: enum { set, unset } = .set,
    direction: enum { forward, reverse } = .forward,
};

fn Iterator(comptime Set: type, comptime options: IteratorOptions) type {
    return struct {
        set: *const Set,
        /// So many bits are behind.
        seen: usize,

        fn init(set: *const Set) @This() {
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

fn bitOf(index: usize) u64 {
    return @as(u64, 1) << @intCast(index % 64);
}
