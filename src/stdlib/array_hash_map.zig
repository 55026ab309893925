//! Maps that keep their pairs in the order in which they came: keys and values lie in two slices, and an index
//! finds the place of a key in them.

const std = @import("std.zig");
const Allocator = std.mem.Allocator;

/// For keys that are compared as a whole.
pub fn AutoContext(comptime K: type) type {
    return struct {
        pub fn hash(_: @This(), key: K) u32 {
            return @truncate((std.hash_map.AutoContext(K){}).hash(key));
        }

        pub fn eql(_: @This(), a: K, b: K, b_index: usize) bool {
            _ = b_index;
            return std.meta.eql(a, b);
        }
    };
}

/// For texts, compared by their contents.
pub const StringContext = struct {
    pub fn hash(_: StringContext, text: []const u8) u32 {
        return hashString(text);
    }

    pub fn eql(_: StringContext, a: []const u8, b: []const u8, b_index: usize) bool {
        _ = b_index;
        return eqlString(a, b);
    }
};

pub fn hashString(text: []const u8) u32 {
    return @truncate(std.hash_map.hashString(text));
}

pub fn eqlString(a: []const u8, b: []const u8) bool {
    return std.mem.eql(u8, a, b);
}

/// The map that remembers its allocator.
pub fn ArrayHashMap(comptime K: type, comptime V: type, comptime Context: type, comptime store_hash: bool) type {
    return struct {
        unmanaged: Unmanaged,
        allocator: Allocator,
        ctx: Context,

        const Self = @This();
        pub const Unmanaged = ArrayHashMapUnmanaged(K, V, Context, store_hash);
        pub const Entry = Unmanaged.Entry;
        pub const KV = Unmanaged.KV;
        pub const GetOrPutResult = Unmanaged.GetOrPutResult;
        pub const Iterator = Unmanaged.Iterator;

        pub fn init(allocator: Allocator) Self {
            return .{ .unmanaged = .empty, .allocator = allocator, .ctx = undefined };
        }

        pub fn initContext(allocator: Allocator, ctx: Context) Self {
            return .{ .unmanaged = .empty, .allocator = allocator, .ctx = ctx };
        }

        pub fn deinit(self: *Self) void {
            self.unmanaged.deinit(self.allocator);
            self.* = undefined;
        }

        pub fn clone(self: Self) !Self {
            return .{ .unmanaged = try self.unmanaged.cloneContext(self.allocator, self.ctx), .allocator = self.allocator, .ctx = self.ctx };
        }

        pub fn count(self: Self) usize {
            return self.unmanaged.count();
        }

        pub fn capacity(self: Self) usize {
            return self.unmanaged.capacity();
        }

        pub fn keys(self: Self) []K {
            return self.unmanaged.keys();
        }

        pub fn values(self: Self) []V {
            return self.unmanaged.values();
        }

        pub fn iterator(self: *const Self) Iterator {
            return self.unmanaged.iterator();
        }

        pub fn get(self: Self, key: K) ?V {
            return self.unmanaged.getContext(key, self.ctx);
        }

        pub fn getPtr(self: Self, key: K) ?*V {
            return self.unmanaged.getPtrContext(key, self.ctx);
        }

        pub fn getKey(self: Self, key: K) ?K {
            return self.unmanaged.getKeyContext(key, self.ctx);
        }

        pub fn getIndex(self: Self, key: K) ?usize {
            return self.unmanaged.getIndexContext(key, self.ctx);
        }

        pub fn getEntry(self: Self, key: K) ?Entry {
            return self.unmanaged.getEntryContext(key, self.ctx);
        }

        pub fn contains(self: Self, key: K) bool {
            return self.unmanaged.containsContext(key, self.ctx);
        }

        pub fn put(self: *Self, key: K, value: V) !void {
            return self.unmanaged.putContext(self.allocator, key, value, self.ctx);
        }

        pub fn putNoClobber(self: *Self, key: K, value: V) !void {
            return self.unmanaged.putNoClobberContext(self.allocator, key, value, self.ctx);
        }

        pub fn putAssumeCapacity(self: *Self, key: K, value: V) void {
            self.unmanaged.putAssumeCapacityContext(key, value, self.ctx);
        }

        pub fn fetchPut(self: *Self, key: K, value: V) !?KV {
            return self.unmanaged.fetchPutContext(self.allocator, key, value, self.ctx);
        }

        pub fn getOrPut(self: *Self, key: K) !GetOrPutResult {
            return self.unmanaged.getOrPutContext(self.allocator, key, self.ctx);
        }

        pub fn getOrPutValue(self: *Self, key: K, value: V) !GetOrPutResult {
            return self.unmanaged.getOrPutValueContext(self.allocator, key, value, self.ctx);
        }

        pub fn swapRemove(self: *Self, key: K) bool {
            return self.unmanaged.swapRemoveContext(key, self.ctx);
        }

        pub fn orderedRemove(self: *Self, key: K) bool {
            return self.unmanaged.orderedRemoveContext(key, self.ctx);
        }

        pub fn fetchSwapRemove(self: *Self, key: K) ?KV {
            return self.unmanaged.fetchSwapRemoveContext(key, self.ctx);
        }

        pub fn fetchOrderedRemove(self: *Self, key: K) ?KV {
            return self.unmanaged.fetchOrderedRemoveContext(key, self.ctx);
        }

        pub fn pop(self: *Self) ?KV {
            return self.unmanaged.popContext(self.ctx);
        }

        pub fn sort(self: *Self, sort_ctx: anytype) void {
            self.unmanaged.sortContext(sort_ctx, self.ctx);
        }

        pub fn clearRetainingCapacity(self: *Self) void {
            self.unmanaged.clearRetainingCapacity();
        }

        pub fn clearAndFree(self: *Self) void {
            self.unmanaged.clearAndFree(self.allocator);
        }

        pub fn ensureTotalCapacity(self: *Self, new_capacity: usize) !void {
            return self.unmanaged.ensureTotalCapacityContext(self.allocator, new_capacity, self.ctx);
        }

        pub fn ensureUnusedCapacity(self: *Self, additional_capacity: usize) !void {
            return self.unmanaged.ensureUnusedCapacityContext(self.allocator, additional_capacity, self.ctx);
        }
    };
}

/// The map that does not remember its allocator.
pub fn ArrayHashMapUnmanaged(comptime K: type, comptime V: type, comptime Context: type, comptime store_hash: bool) type {
    return struct {
        /// The keys and their values, in the order in which they came.
        key_list: std.ArrayList(K) = .empty,
        value_list: std.ArrayList(V) = .empty,
        /// For each slot the place of a pair, counted from 1, or 0. Empty while a few pairs are found faster
        /// without it.
        index: []u32 = &.{},

        const Self = @This();
        pub const Managed = ArrayHashMap(K, V, Context, store_hash);

        const few = 8;

        pub const Entry = struct {
            key_ptr: *K,
            value_ptr: *V,
        };

        pub const KV = struct {
            key: K,
            value: V,
        };

        pub const GetOrPutResult = struct {
            key_ptr: *K,
            value_ptr: *V,
            found_existing: bool,
            index: usize,
        };

        pub const Iterator = struct {
            keys: [*]K,
            values: [*]V,
            len: u32,
            index: u32 = 0,

            pub fn next(it: *Iterator) ?Entry {
                if (it.index >= it.len) return null;
                defer it.index += 1;
                return .{ .key_ptr = &it.keys[it.index], .value_ptr = &it.values[it.index] };
            }

            pub fn reset(it: *Iterator) void {
                it.index = 0;
            }
        };

        pub const empty: Self = .{};

        pub fn deinit(self: *Self, gpa: Allocator) void {
            self.key_list.deinit(gpa);
            self.value_list.deinit(gpa);
            gpa.free(self.index);
            self.* = undefined;
        }

        pub fn clone(self: Self, gpa: Allocator) !Self {
            return self.cloneContext(gpa, undefined);
        }

        pub fn cloneContext(self: Self, gpa: Allocator, ctx: Context) !Self {
            var copy: Self = .empty;
            errdefer copy.deinit(gpa);
            copy.key_list = try self.key_list.clone(gpa);
            copy.value_list = try self.value_list.clone(gpa);
            try copy.growIndex(gpa, ctx);
            return copy;
        }

        pub fn promote(self: Self, gpa: Allocator) Managed {
            return .{ .unmanaged = self, .allocator = gpa, .ctx = undefined };
        }

        pub fn clearRetainingCapacity(self: *Self) void {
            self.key_list.clearRetainingCapacity();
            self.value_list.clearRetainingCapacity();
            @memset(self.index, 0);
        }

        pub fn clearAndFree(self: *Self, gpa: Allocator) void {
            self.key_list.clearAndFree(gpa);
            self.value_list.clearAndFree(gpa);
            gpa.free(self.index);
            self.index = &.{};
        }

        pub fn count(self: Self) usize {
            return self.key_list.items.len;
        }

        pub fn capacity(self: Self) usize {
            return self.key_list.capacity;
        }

        pub fn keys(self: Self) []K {
            return self.key_list.items;
        }

        pub fn values(self: Self) []V {
            return self.value_list.items;
        }

        pub fn iterator(self: Self) Iterator {
            return .{ .keys = self.keys().ptr, .values = self.values().ptr, .len = @intCast(self.count()) };
        }

        pub fn ensureTotalCapacity(self: *Self, gpa: Allocator, new_capacity: usize) !void {
            return self.ensureTotalCapacityContext(gpa, new_capacity, undefined);
        }

        pub fn ensureTotalCapacityContext(self: *Self, gpa: Allocator, new_capacity: usize, ctx: Context) !void {
            try self.key_list.ensureTotalCapacity(gpa, new_capacity);
            try self.value_list.ensureTotalCapacity(gpa, new_capacity);
            try self.growIndex(gpa, ctx);
        }

        pub fn ensureUnusedCapacity(self: *Self, gpa: Allocator, additional_capacity: usize) !void {
            return self.ensureUnusedCapacityContext(gpa, additional_capacity, undefined);
        }

        pub fn ensureUnusedCapacityContext(self: *Self, gpa: Allocator, additional_capacity: usize, ctx: Context) !void {
            return self.ensureTotalCapacityContext(gpa, self.count() + additional_capacity, ctx);
        }

        // Finding.

        pub fn getIndex(self: Self, key: K) ?usize {
            return self.getIndexContext(key, undefined);
        }

        /// Which pair in the order of coming has this key.
        pub fn getIndexContext(self: Self, key: K, ctx: Context) ?usize {
            if (self.index.len == 0) {
                for (self.keys(), 0..) |other, i| {
                    if (ctx.eql(key, other, i)) return i;
                }
                return null;
            }
            var slot = self.firstSlot(key, ctx);
            while (self.index[slot] != 0) : (slot = self.nextSlot(slot)) {
                const i = self.index[slot] - 1;
                if (ctx.eql(key, self.keys()[i], i)) return i;
            }
            return null;
        }

        pub fn get(self: Self, key: K) ?V {
            return self.getContext(key, undefined);
        }

        pub fn getContext(self: Self, key: K, ctx: Context) ?V {
            const i = self.getIndexContext(key, ctx) orelse return null;
            return self.values()[i];
        }

        pub fn getPtr(self: Self, key: K) ?*V {
            return self.getPtrContext(key, undefined);
        }

        pub fn getPtrContext(self: Self, key: K, ctx: Context) ?*V {
            const i = self.getIndexContext(key, ctx) orelse return null;
            return &self.values()[i];
        }

        pub fn getKey(self: Self, key: K) ?K {
            return self.getKeyContext(key, undefined);
        }

        pub fn getKeyContext(self: Self, key: K, ctx: Context) ?K {
            const i = self.getIndexContext(key, ctx) orelse return null;
            return self.keys()[i];
        }

        pub fn getEntry(self: Self, key: K) ?Entry {
            return self.getEntryContext(key, undefined);
        }

        pub fn getEntryContext(self: Self, key: K, ctx: Context) ?Entry {
            const i = self.getIndexContext(key, ctx) orelse return null;
            return .{ .key_ptr = &self.keys()[i], .value_ptr = &self.values()[i] };
        }

        pub fn contains(self: Self, key: K) bool {
            return self.containsContext(key, undefined);
        }

        pub fn containsContext(self: Self, key: K, ctx: Context) bool {
            return self.getIndexContext(key, ctx) != null;
        }

        // Adding.

        pub fn put(self: *Self, gpa: Allocator, key: K, value: V) !void {
            return self.putContext(gpa, key, value, undefined);
        }

        pub fn putContext(self: *Self, gpa: Allocator, key: K, value: V, ctx: Context) !void {
            const place = try self.getOrPutContext(gpa, key, ctx);
            place.value_ptr.* = value;
        }

        pub fn putNoClobber(self: *Self, gpa: Allocator, key: K, value: V) !void {
            return self.putNoClobberContext(gpa, key, value, undefined);
        }

        pub fn putNoClobberContext(self: *Self, gpa: Allocator, key: K, value: V, ctx: Context) !void {
            const place = try self.getOrPutContext(gpa, key, ctx);
            std.debug.assert(!place.found_existing);
            place.value_ptr.* = value;
        }

        pub fn putAssumeCapacity(self: *Self, key: K, value: V) void {
            self.putAssumeCapacityContext(key, value, undefined);
        }

        pub fn putAssumeCapacityContext(self: *Self, key: K, value: V, ctx: Context) void {
            self.getOrPutAssumeCapacityContext(key, ctx).value_ptr.* = value;
        }

        pub fn fetchPut(self: *Self, gpa: Allocator, key: K, value: V) !?KV {
            return self.fetchPutContext(gpa, key, value, undefined);
        }

        pub fn fetchPutContext(self: *Self, gpa: Allocator, key: K, value: V, ctx: Context) !?KV {
            const place = try self.getOrPutContext(gpa, key, ctx);
            const old: ?KV = if (place.found_existing) .{ .key = place.key_ptr.*, .value = place.value_ptr.* } else null;
            place.value_ptr.* = value;
            return old;
        }

        pub fn getOrPut(self: *Self, gpa: Allocator, key: K) !GetOrPutResult {
            return self.getOrPutContext(gpa, key, undefined);
        }

        pub fn getOrPutContext(self: *Self, gpa: Allocator, key: K, ctx: Context) !GetOrPutResult {
            try self.ensureUnusedCapacityContext(gpa, 1, ctx);
            return self.getOrPutAssumeCapacityContext(key, ctx);
        }

        pub fn getOrPutAssumeCapacity(self: *Self, key: K) GetOrPutResult {
            return self.getOrPutAssumeCapacityContext(key, undefined);
        }

        pub fn getOrPutAssumeCapacityContext(self: *Self, key: K, ctx: Context) GetOrPutResult {
            const found = self.getIndexContext(key, ctx);
            const i = found orelse blk: {
                self.key_list.appendAssumeCapacity(key);
                self.value_list.appendAssumeCapacity(undefined);
                if (self.index.len > 0) self.enter(self.count() - 1, ctx);
                break :blk self.count() - 1;
            };
            return .{
                .key_ptr = &self.keys()[i],
                .value_ptr = &self.values()[i],
                .found_existing = found != null,
                .index = i,
            };
        }

        pub fn getOrPutValue(self: *Self, gpa: Allocator, key: K, value: V) !GetOrPutResult {
            return self.getOrPutValueContext(gpa, key, value, undefined);
        }

        pub fn getOrPutValueContext(self: *Self, gpa: Allocator, key: K, value: V, ctx: Context) !GetOrPutResult {
            const place = try self.getOrPutContext(gpa, key, ctx);
            if (!place.found_existing) place.value_ptr.* = value;
            return place;
        }

        // Taking away: the last pair takes the place, or all behind move up.

        pub fn swapRemove(self: *Self, key: K) bool {
            return self.swapRemoveContext(key, undefined);
        }

        pub fn swapRemoveContext(self: *Self, key: K, ctx: Context) bool {
            return self.fetchSwapRemoveContext(key, ctx) != null;
        }

        pub fn orderedRemove(self: *Self, key: K) bool {
            return self.orderedRemoveContext(key, undefined);
        }

        pub fn orderedRemoveContext(self: *Self, key: K, ctx: Context) bool {
            return self.fetchOrderedRemoveContext(key, ctx) != null;
        }

        pub fn fetchSwapRemove(self: *Self, key: K) ?KV {
            return self.fetchSwapRemoveContext(key, undefined);
        }

        pub fn fetchSwapRemoveContext(self: *Self, key: K, ctx: Context) ?KV {
            const i = self.getIndexContext(key, ctx) orelse return null;
            const pair: KV = .{ .key = self.key_list.swapRemove(i), .value = self.value_list.swapRemove(i) };
            self.renewIndex(ctx);
            return pair;
        }

        pub fn fetchOrderedRemove(self: *Self, key: K) ?KV {
            return self.fetchOrderedRemoveContext(key, undefined);
        }

        pub fn fetchOrderedRemoveContext(self: *Self, key: K, ctx: Context) ?KV {
            const i = self.getIndexContext(key, ctx) orelse return null;
            const pair: KV = .{ .key = self.key_list.orderedRemove(i), .value = self.value_list.orderedRemove(i) };
            self.renewIndex(ctx);
            return pair;
        }

        /// Takes the pair that came last.
        pub fn pop(self: *Self) ?KV {
            return self.popContext(undefined);
        }

        pub fn popContext(self: *Self, ctx: Context) ?KV {
            const key = self.key_list.pop() orelse return null;
            const value = self.value_list.pop().?;
            self.renewIndex(ctx);
            return .{ .key = key, .value = value };
        }

        /// Puts the pairs into another order; `sort_ctx.lessThan(a, b)` compares two places.
        pub fn sort(self: *Self, sort_ctx: anytype) void {
            self.sortContext(sort_ctx, undefined);
        }

        pub fn sortContext(self: *Self, sort_ctx: anytype, ctx: Context) void {
            // Each pair moves down to its place among those before it.
            var i: usize = 1;
            while (i < self.count()) : (i += 1) {
                var at = i;
                while (at > 0 and sort_ctx.lessThan(at, at - 1)) : (at -= 1) {
                    std.mem.swap(K, &self.keys()[at], &self.keys()[at - 1]);
                    std.mem.swap(V, &self.values()[at], &self.values()[at - 1]);
                }
            }
            self.renewIndex(ctx);
        }

        // How the index works.

        fn firstSlot(self: Self, key: K, ctx: Context) usize {
            return ctx.hash(key) & (self.index.len - 1);
        }

        fn nextSlot(self: Self, slot: usize) usize {
            return (slot + 1) & (self.index.len - 1);
        }

        /// Enters the pair at this place.
        fn enter(self: *Self, i: usize, ctx: Context) void {
            var slot = self.firstSlot(self.keys()[i], ctx);
            while (self.index[slot] != 0) slot = self.nextSlot(slot);
            self.index[slot] = @intCast(i + 1);
        }

        fn renewIndex(self: *Self, ctx: Context) void {
            if (self.index.len == 0) return;
            @memset(self.index, 0);
            for (0..self.count()) |i| self.enter(i, ctx);
        }

        /// At least half of the slots stay free.
        fn growIndex(self: *Self, gpa: Allocator, ctx: Context) !void {
            const room = self.key_list.capacity;
            if (room <= few or self.index.len >= 2 * room) return;
            const slots = std.math.ceilPowerOfTwoAssert(usize, 2 * room);
            const bigger = try gpa.alloc(u32, slots);
            gpa.free(self.index);
            self.index = bigger;
            self.renewIndex(ctx);
        }
    };
}
