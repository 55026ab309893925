//! Sets of numbers whose size is known only when the program runs.

const std = @import("../std.zig");
const Allocator = std.mem.Allocator;
const bit_set = std.bit_set;

const mask_len = @bitSizeOf(usize);

/// A set of the numbers below `bit_length`. Every call that may allocate is given the allocator.
pub const DynamicBitSetUnmanaged = struct {
    bit_length: usize = 0,
    /// The bits, lowest first. Those beyond the length are zero.
    masks: []usize = &.{},

    const Self = @This();
    pub const MaskInt = usize;
    pub const ShiftInt = std.math.Log2Int(MaskInt);

    pub fn initEmpty(allocator: Allocator, bit_length: usize) !Self {
        var self: Self = .{};
        try self.resize(allocator, bit_length, false);
        return self;
    }

    pub fn initFull(allocator: Allocator, bit_length: usize) !Self {
        var self: Self = .{};
        try self.resize(allocator, bit_length, true);
        return self;
    }

    pub fn deinit(self: *Self, allocator: Allocator) void {
        allocator.free(self.masks);
        self.* = .{};
    }

    /// Changes the length. New numbers are members if `fill` says so.
    pub fn resize(self: *Self, allocator: Allocator, new_len: usize, fill: bool) !void {
        const old_len = self.bit_length;
        const old_masks = self.masks.len;
        const new_masks = masksFor(new_len);
        if (new_masks != old_masks) self.masks = try allocator.realloc(self.masks, new_masks);
        if (new_masks > old_masks) @memset(self.masks[old_masks..], 0);
        self.bit_length = new_len;
        if (fill and new_len > old_len) self.setRangeValue(.{ .start = old_len, .end = new_len }, true);
        self.clearPadding();
    }

    pub fn clone(self: *const Self, new_allocator: Allocator) !Self {
        return .{ .bit_length = self.bit_length, .masks = try new_allocator.dupe(usize, self.masks) };
    }

    pub fn capacity(self: Self) usize {
        return self.bit_length;
    }

    pub fn isSet(self: Self, index: usize) bool {
        std.debug.assert(index < self.bit_length);
        return self.masks[index / mask_len] & bitOf(index) != 0;
    }

    pub fn count(self: Self) usize {
        var total: usize = 0;
        for (self.masks) |mask| total += @popCount(mask);
        return total;
    }

    pub fn set(self: *Self, index: usize) void {
        std.debug.assert(index < self.bit_length);
        self.masks[index / mask_len] |= bitOf(index);
    }

    pub fn unset(self: *Self, index: usize) void {
        std.debug.assert(index < self.bit_length);
        self.masks[index / mask_len] &= ~bitOf(index);
    }

    pub fn setValue(self: *Self, index: usize, value: bool) void {
        if (value) self.set(index) else self.unset(index);
    }

    pub fn setRangeValue(self: *Self, range: bit_set.Range, value: bool) void {
        for (range.start..range.end) |index| self.setValue(index, value);
    }

    pub fn toggle(self: *Self, index: usize) void {
        std.debug.assert(index < self.bit_length);
        self.masks[index / mask_len] ^= bitOf(index);
    }

    pub fn toggleSet(self: *Self, toggles: Self) void {
        std.debug.assert(toggles.bit_length == self.bit_length);
        for (self.masks, toggles.masks) |*a, b| a.* ^= b;
    }

    pub fn toggleAll(self: *Self) void {
        for (self.masks) |*mask| mask.* = ~mask.*;
        self.clearPadding();
    }

    pub fn setAll(self: *Self) void {
        @memset(self.masks, ~@as(usize, 0));
        self.clearPadding();
    }

    pub fn unsetAll(self: *Self) void {
        @memset(self.masks, 0);
    }

    pub fn setUnion(self: *Self, other: Self) void {
        std.debug.assert(other.bit_length == self.bit_length);
        for (self.masks, other.masks) |*a, b| a.* |= b;
    }

    pub fn setIntersection(self: *Self, other: Self) void {
        std.debug.assert(other.bit_length == self.bit_length);
        for (self.masks, other.masks) |*a, b| a.* &= b;
    }

    pub fn findFirstSet(self: Self) ?usize {
        for (self.masks, 0..) |mask, i| {
            if (mask != 0) return mask_len * i + @ctz(mask);
        }
        return null;
    }

    pub fn findLastSet(self: Self) ?usize {
        var i = self.masks.len;
        while (i > 0) {
            i -= 1;
            if (self.masks[i] != 0) return mask_len * i + (mask_len - 1 - @clz(self.masks[i]));
        }
        return null;
    }

    /// The smallest member, which is one no longer.
    pub fn toggleFirstSet(self: *Self) ?usize {
        const index = self.findFirstSet() orelse return null;
        self.unset(index);
        return index;
    }

    pub fn eql(self: Self, other: Self) bool {
        return self.bit_length == other.bit_length and std.mem.eql(usize, self.masks, other.masks);
    }

    /// Whether every member is one of the other set too.
    pub fn subsetOf(self: Self, other: Self) bool {
        for (self.masks, other.masks) |a, b| if (a & b != a) return false;
        return true;
    }

    pub fn supersetOf(self: Self, other: Self) bool {
        return other.subsetOf(self);
    }

    /// From the smallest member to the largest, or as the options say.
    pub fn iterator(self: *const Self, comptime options: bit_set.IteratorOptions) Iterator(options) {
        return .init(self.*);
    }

    pub fn Iterator(comptime options: bit_set.IteratorOptions) type {
        return bit_set.Iterator(Self, options);
    }

    fn clearPadding(self: *Self) void {
        const used = self.bit_length % mask_len;
        if (used != 0) self.masks[self.masks.len - 1] &= bitOf(used) - 1;
    }

    fn masksFor(bit_length: usize) usize {
        return (bit_length + mask_len - 1) / mask_len;
    }

    fn bitOf(index: usize) usize {
        return @as(usize, 1) << @intCast(index % mask_len);
    }
};

/// The set that remembers its allocator.
pub const DynamicBitSet = struct {
    allocator: Allocator,
    /// Does the work.
    unmanaged: DynamicBitSetUnmanaged = .{},

    const Self = @This();
    pub const MaskInt = usize;
    pub const ShiftInt = std.math.Log2Int(MaskInt);

    pub fn initEmpty(allocator: Allocator, bit_length: usize) !Self {
        return .{ .allocator = allocator, .unmanaged = try .initEmpty(allocator, bit_length) };
    }

    pub fn initFull(allocator: Allocator, bit_length: usize) !Self {
        return .{ .allocator = allocator, .unmanaged = try .initFull(allocator, bit_length) };
    }

    pub fn deinit(self: *Self) void {
        self.unmanaged.deinit(self.allocator);
    }

    pub fn resize(self: *Self, new_len: usize, fill: bool) !void {
        return self.unmanaged.resize(self.allocator, new_len, fill);
    }

    pub fn clone(self: *const Self, new_allocator: Allocator) !Self {
        return .{ .allocator = new_allocator, .unmanaged = try self.unmanaged.clone(new_allocator) };
    }

    pub fn capacity(self: Self) usize {
        return self.unmanaged.capacity();
    }

    pub fn isSet(self: Self, index: usize) bool {
        return self.unmanaged.isSet(index);
    }

    pub fn count(self: Self) usize {
        return self.unmanaged.count();
    }

    pub fn set(self: *Self, index: usize) void {
        return self.unmanaged.set(index);
    }

    pub fn unset(self: *Self, index: usize) void {
        return self.unmanaged.unset(index);
    }

    pub fn setValue(self: *Self, index: usize, value: bool) void {
        return self.unmanaged.setValue(index, value);
    }

    pub fn setRangeValue(self: *Self, range: bit_set.Range, value: bool) void {
        return self.unmanaged.setRangeValue(range, value);
    }

    pub fn toggle(self: *Self, index: usize) void {
        return self.unmanaged.toggle(index);
    }

    pub fn toggleSet(self: *Self, toggles: Self) void {
        return self.unmanaged.toggleSet(toggles.unmanaged);
    }

    pub fn toggleAll(self: *Self) void {
        return self.unmanaged.toggleAll();
    }

    pub fn setAll(self: *Self) void {
        return self.unmanaged.setAll();
    }

    pub fn unsetAll(self: *Self) void {
        return self.unmanaged.unsetAll();
    }

    pub fn setUnion(self: *Self, other: Self) void {
        return self.unmanaged.setUnion(other.unmanaged);
    }

    pub fn setIntersection(self: *Self, other: Self) void {
        return self.unmanaged.setIntersection(other.unmanaged);
    }

    pub fn findFirstSet(self: Self) ?usize {
        return self.unmanaged.findFirstSet();
    }

    pub fn findLastSet(self: Self) ?usize {
        return self.unmanaged.findLastSet();
    }

    pub fn toggleFirstSet(self: *Self) ?usize {
        return self.unmanaged.toggleFirstSet();
    }

    pub fn eql(self: Self, other: Self) bool {
        return self.unmanaged.eql(other.unmanaged);
    }

    pub fn subsetOf(self: Self, other: Self) bool {
        return self.unmanaged.subsetOf(other.unmanaged);
    }

    pub fn supersetOf(self: Self, other: Self) bool {
        return self.unmanaged.supersetOf(other.unmanaged);
    }

    pub fn iterator(self: *const Self, comptime options: bit_set.IteratorOptions) Iterator(options) {
        return self.unmanaged.iterator(options);
    }

    pub fn Iterator(comptime options: bit_set.IteratorOptions) type {
        return DynamicBitSetUnmanaged.Iterator(options);
    }
};
