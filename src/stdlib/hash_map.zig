//! Maps from keys to values. The hash of a key says where its slot is; where that is taken, the next free one is
//! used. When too few slots are free the map moves to twice as many, so pointers to keys and values are dead
//! after a call that may add something.

const std = @import("std.zig");
const Allocator = std.mem.Allocator;

/// How full a map may be, in percent.
pub const default_max_load_percentage = 80;

/// For keys that are compared as a whole: numbers, enums, pointers, structs of these.
pub fn AutoContext(comptime K: type) type {
    return struct {
        pub fn hash(_: @This(), key: K) u64 {
            // A number without unused bits is hashed in one go.
            if (@typeInfo(K) == .int and @bitSizeOf(K) == 8 * @sizeOf(K)) {
                return std.hash.Wyhash.hash(0, std.mem.asBytes(&key));
            }
            var hasher = std.hash.Wyhash.init(0);
            std.hash.autoHash(&hasher, key);
            return hasher.final();
        }

        pub fn eql(_: @This(), a: K, b: K) bool {
            return std.meta.eql(a, b);
        }
    };
}

/// For texts, compared by their contents.
pub const StringContext = struct {
    pub fn hash(_: StringContext, text: []const u8) u64 {
        return hashString(text);
    }

    pub fn eql(_: StringContext, a: []const u8, b: []const u8) bool {
        return eqlString(a, b);
    }
};

pub fn hashString(text: []const u8) u64 {
    return std.hash.Wyhash.hash(0, text);
}

pub fn eqlString(a: []const u8, b: []const u8) bool {
    return std.mem.eql(u8, a, b);
}

/// The map that remembers its allocator.
pub fn HashMap(comptime K: type, comptime V: type, comptime Context: type, comptime max_load_percentage: u64) type {
    return struct {
        /// Does the work; this map only adds the allocator and the context.
        unmanaged: Unmanaged,
        allocator: Allocator,
        ctx: Context,

        const Self = @This();
        pub const Unmanaged = HashMapUnmanaged(K, V, Context, max_load_percentage);
        pub const Entry = Unmanaged.Entry;
        pub const KV = Unmanaged.KV;
        pub const GetOrPutResult = Unmanaged.GetOrPutResult;
        pub const Iterator = Unmanaged.Iterator;
        pub const KeyIterator = Unmanaged.KeyIterator;
        pub const ValueIterator = Unmanaged.ValueIterator;
        pub const Size = Unmanaged.Size;

        pub fn init(allocator: Allocator) Self {
            if (@sizeOf(Context) != 0) @compileError("Context must be specified! Call initContext(allocator, ctx) instead.");
            return .{ .unmanaged = .empty, .allocator = allocator, .ctx = undefined };
        }

        pub fn initContext(allocator: Allocator, ctx: Context) Self {
            return .{ .unmanaged = .empty, .allocator = allocator, .ctx = ctx };
        }

        pub fn deinit(self: *Self) void {
            self.unmanaged.deinit(self.allocator);
            self.* = undefined;
        }

        pub fn clone(self: Self) Allocator.Error!Self {
            return .{ .unmanaged = try self.unmanaged.cloneContext(self.allocator, self.ctx), .allocator = self.allocator, .ctx = self.ctx };
        }

        /// The map moves out of the variable, which is empty afterwards.
        pub fn move(self: *Self) Self {
            const moved = self.*;
            self.unmanaged = .empty;
            return moved;
        }

        pub fn count(self: Self) Size {
            return self.unmanaged.count();
        }

        pub fn capacity(self: Self) Size {
            return self.unmanaged.capacity();
        }

        pub fn iterator(self: *const Self) Iterator {
            return self.unmanaged.iterator();
        }

        pub fn keyIterator(self: Self) KeyIterator {
            return self.unmanaged.keyIterator();
        }

        pub fn valueIterator(self: Self) ValueIterator {
            return self.unmanaged.valueIterator();
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

        pub fn getKeyPtr(self: Self, key: K) ?*K {
            return self.unmanaged.getKeyPtrContext(key, self.ctx);
        }

        pub fn getEntry(self: Self, key: K) ?Entry {
            return self.unmanaged.getEntryContext(key, self.ctx);
        }

        pub fn contains(self: Self, key: K) bool {
            return self.unmanaged.containsContext(key, self.ctx);
        }

        pub fn put(self: *Self, key: K, value: V) Allocator.Error!void {
            return self.unmanaged.putContext(self.allocator, key, value, self.ctx);
        }

        pub fn putNoClobber(self: *Self, key: K, value: V) Allocator.Error!void {
            return self.unmanaged.putNoClobberContext(self.allocator, key, value, self.ctx);
        }

        pub fn putAssumeCapacity(self: *Self, key: K, value: V) void {
            self.unmanaged.putAssumeCapacityContext(key, value, self.ctx);
        }

        pub fn fetchPut(self: *Self, key: K, value: V) Allocator.Error!?KV {
            return self.unmanaged.fetchPutContext(self.allocator, key, value, self.ctx);
        }

        pub fn getOrPut(self: *Self, key: K) Allocator.Error!GetOrPutResult {
            return self.unmanaged.getOrPutContext(self.allocator, key, self.ctx);
        }

        pub fn getOrPutAssumeCapacity(self: *Self, key: K) GetOrPutResult {
            return self.unmanaged.getOrPutAssumeCapacityContext(key, self.ctx);
        }

        pub fn getOrPutValue(self: *Self, key: K, value: V) Allocator.Error!Entry {
            return self.unmanaged.getOrPutValueContext(self.allocator, key, value, self.ctx);
        }

        pub fn remove(self: *Self, key: K) bool {
            return self.unmanaged.removeContext(key, self.ctx);
        }

        pub fn removeByPtr(self: *Self, key_ptr: *K) void {
            self.unmanaged.removeByPtr(key_ptr);
        }

        pub fn fetchRemove(self: *Self, key: K) ?KV {
            return self.unmanaged.fetchRemoveContext(key, self.ctx);
        }

        pub fn clearRetainingCapacity(self: *Self) void {
            self.unmanaged.clearRetainingCapacity();
        }

        pub fn clearAndFree(self: *Self) void {
            self.unmanaged.clearAndFree(self.allocator);
        }

        pub fn ensureTotalCapacity(self: *Self, expected_count: Size) Allocator.Error!void {
            return self.unmanaged.ensureTotalCapacityContext(self.allocator, expected_count, self.ctx);
        }

        pub fn ensureUnusedCapacity(self: *Self, additional_count: Size) Allocator.Error!void {
            return self.unmanaged.ensureUnusedCapacityContext(self.allocator, additional_count, self.ctx);
        }

        pub fn rehash(self: *Self) void {
            self.unmanaged.rehash(self.ctx);
        }
    };
}

/// The map that does not remember its allocator: each call that may allocate is given it.
pub fn HashMapUnmanaged(comptime K: type, comptime V: type, comptime Context: type, comptime max_load_percentage: u64) type {
    return struct {
        slots: []Slot = &.{},
        /// So many slots are used.
        size: Size = 0,
        /// So many more may be used before the map grows.
        available: Size = 0,

        const Self = @This();
        pub const Size = u32;
        pub const Managed = HashMap(K, V, Context, max_load_percentage);

        const minimal_capacity = 8;

        const Slot = struct {
            state: enum(u8) {
                free,
                used,
                /// Was used: a search goes on here.
                removed,
            },
            key: K,
            value: V,
        };

        /// Where a pair lies in the map.
        pub const Entry = struct {
            key_ptr: *K,
            value_ptr: *V,
        };

        /// A pair by itself.
        pub const KV = struct {
            key: K,
            value: V,
        };

        pub const GetOrPutResult = struct {
            key_ptr: *K,
            value_ptr: *V,
            /// False: the pair is new, and its value must be set.
            found_existing: bool,
        };

        pub const empty: Self = .{};

        // Beginning and end.

        pub fn deinit(self: *Self, allocator: Allocator) void {
            allocator.free(self.slots);
            self.* = undefined;
        }

        pub fn clone(self: Self, allocator: Allocator) Allocator.Error!Self {
            return self.cloneContext(allocator, undefined);
        }

        pub fn cloneContext(self: Self, allocator: Allocator, ctx: Context) Allocator.Error!Self {
            var copy: Self = .empty;
            if (self.size == 0) return copy;
            try copy.moveTo(allocator, capacityFor(self.size), ctx);
            var it = self.iterator();
            while (it.next()) |entry| copy.putAssumeCapacityNoClobberContext(entry.key_ptr.*, entry.value_ptr.*, ctx);
            return copy;
        }

        /// The map moves out of the variable, which is empty afterwards.
        pub fn move(self: *Self) Self {
            const moved = self.*;
            self.* = .empty;
            return moved;
        }

        pub fn promote(self: Self, allocator: Allocator) Managed {
            return .{ .unmanaged = self, .allocator = allocator, .ctx = undefined };
        }

        pub fn clearRetainingCapacity(self: *Self) void {
            for (self.slots) |*slot| slot.state = .free;
            self.size = 0;
            self.available = maxLoad(self.slots.len);
        }

        pub fn clearAndFree(self: *Self, allocator: Allocator) void {
            allocator.free(self.slots);
            self.* = .empty;
        }

        // Size.

        pub fn count(self: Self) Size {
            return self.size;
        }

        pub fn capacity(self: Self) Size {
            return @intCast(self.slots.len);
        }

        pub fn ensureTotalCapacity(self: *Self, allocator: Allocator, new_size: Size) Allocator.Error!void {
            return self.ensureTotalCapacityContext(allocator, new_size, undefined);
        }

        pub fn ensureTotalCapacityContext(self: *Self, allocator: Allocator, new_size: Size, ctx: Context) Allocator.Error!void {
            if (new_size > self.size) try self.growIfNeeded(allocator, new_size - self.size, ctx);
        }

        pub fn ensureUnusedCapacity(self: *Self, allocator: Allocator, additional_size: Size) Allocator.Error!void {
            return self.ensureUnusedCapacityContext(allocator, additional_size, undefined);
        }

        pub fn ensureUnusedCapacityContext(self: *Self, allocator: Allocator, additional_size: Size, ctx: Context) Allocator.Error!void {
            return self.ensureTotalCapacityContext(allocator, self.size + additional_size, ctx);
        }

        // Finding.

        pub fn get(self: Self, key: K) ?V {
            return self.getContext(key, undefined);
        }

        pub fn getContext(self: Self, key: K, ctx: Context) ?V {
            const i = self.find(key, ctx) orelse return null;
            return self.slots[i].value;
        }

        pub fn getPtr(self: Self, key: K) ?*V {
            return self.getPtrContext(key, undefined);
        }

        pub fn getPtrContext(self: Self, key: K, ctx: Context) ?*V {
            const i = self.find(key, ctx) orelse return null;
            return &self.slots[i].value;
        }

        /// The key as it lies in the map.
        pub fn getKey(self: Self, key: K) ?K {
            return self.getKeyContext(key, undefined);
        }

        pub fn getKeyContext(self: Self, key: K, ctx: Context) ?K {
            const i = self.find(key, ctx) orelse return null;
            return self.slots[i].key;
        }

        pub fn getKeyPtr(self: Self, key: K) ?*K {
            return self.getKeyPtrContext(key, undefined);
        }

        pub fn getKeyPtrContext(self: Self, key: K, ctx: Context) ?*K {
            const i = self.find(key, ctx) orelse return null;
            return &self.slots[i].key;
        }

        pub fn getEntry(self: Self, key: K) ?Entry {
            return self.getEntryContext(key, undefined);
        }

        pub fn getEntryContext(self: Self, key: K, ctx: Context) ?Entry {
            const i = self.find(key, ctx) orelse return null;
            return self.entryAt(i);
        }

        pub fn contains(self: Self, key: K) bool {
            return self.containsContext(key, undefined);
        }

        pub fn containsContext(self: Self, key: K, ctx: Context) bool {
            return self.find(key, ctx) != null;
        }

        // Adding.

        pub fn put(self: *Self, allocator: Allocator, key: K, value: V) Allocator.Error!void {
            return self.putContext(allocator, key, value, undefined);
        }

        pub fn putContext(self: *Self, allocator: Allocator, key: K, value: V, ctx: Context) Allocator.Error!void {
            const place = try self.getOrPutContext(allocator, key, ctx);
            place.value_ptr.* = value;
        }

        /// Adds a key that must be new.
        pub fn putNoClobber(self: *Self, allocator: Allocator, key: K, value: V) Allocator.Error!void {
            return self.putNoClobberContext(allocator, key, value, undefined);
        }

        pub fn putNoClobberContext(self: *Self, allocator: Allocator, key: K, value: V, ctx: Context) Allocator.Error!void {
            std.debug.assert(!self.containsContext(key, ctx));
            try self.growIfNeeded(allocator, 1, ctx);
            self.putAssumeCapacityNoClobberContext(key, value, ctx);
        }

        pub fn putAssumeCapacity(self: *Self, key: K, value: V) void {
            self.putAssumeCapacityContext(key, value, undefined);
        }

        pub fn putAssumeCapacityContext(self: *Self, key: K, value: V, ctx: Context) void {
            self.getOrPutAssumeCapacityContext(key, ctx).value_ptr.* = value;
        }

        pub fn putAssumeCapacityNoClobber(self: *Self, key: K, value: V) void {
            self.putAssumeCapacityNoClobberContext(key, value, undefined);
        }

        pub fn putAssumeCapacityNoClobberContext(self: *Self, key: K, value: V, ctx: Context) void {
            var i = self.firstSlot(key, ctx);
            while (self.slots[i].state == .used) i = self.nextSlot(i);
            self.slots[i] = .{ .state = .used, .key = key, .value = value };
            self.size += 1;
            self.available -= 1;
        }

        /// Puts a pair and gives the one that it replaced.
        pub fn fetchPut(self: *Self, allocator: Allocator, key: K, value: V) Allocator.Error!?KV {
            return self.fetchPutContext(allocator, key, value, undefined);
        }

        pub fn fetchPutContext(self: *Self, allocator: Allocator, key: K, value: V, ctx: Context) Allocator.Error!?KV {
            const place = try self.getOrPutContext(allocator, key, ctx);
            const old: ?KV = if (place.found_existing) .{ .key = place.key_ptr.*, .value = place.value_ptr.* } else null;
            place.value_ptr.* = value;
            return old;
        }

        /// The place of the key's value, made now where the key is new.
        pub fn getOrPut(self: *Self, allocator: Allocator, key: K) Allocator.Error!GetOrPutResult {
            return self.getOrPutContext(allocator, key, undefined);
        }

        pub fn getOrPutContext(self: *Self, allocator: Allocator, key: K, ctx: Context) Allocator.Error!GetOrPutResult {
            self.growIfNeeded(allocator, 1, ctx) catch |err| {
                // Without memory a key that is there already can still be found.
                const i = self.find(key, ctx) orelse return err;
                return .{ .key_ptr = &self.slots[i].key, .value_ptr = &self.slots[i].value, .found_existing = true };
            };
            return self.getOrPutAssumeCapacityContext(key, ctx);
        }

        pub fn getOrPutAssumeCapacity(self: *Self, key: K) GetOrPutResult {
            return self.getOrPutAssumeCapacityContext(key, undefined);
        }

        pub fn getOrPutAssumeCapacityContext(self: *Self, key: K, ctx: Context) GetOrPutResult {
            const found = self.find(key, ctx);
            const i = found orelse self.take(key, ctx);
            return .{ .key_ptr = &self.slots[i].key, .value_ptr = &self.slots[i].value, .found_existing = found != null };
        }

        /// The place of the key's value; a new key gets this value.
        pub fn getOrPutValue(self: *Self, allocator: Allocator, key: K, value: V) Allocator.Error!Entry {
            return self.getOrPutValueContext(allocator, key, value, undefined);
        }

        pub fn getOrPutValueContext(self: *Self, allocator: Allocator, key: K, value: V, ctx: Context) Allocator.Error!Entry {
            const place = try self.getOrPutContext(allocator, key, ctx);
            if (!place.found_existing) place.value_ptr.* = value;
            return .{ .key_ptr = place.key_ptr, .value_ptr = place.value_ptr };
        }

        // Taking away.

        pub fn remove(self: *Self, key: K) bool {
            return self.removeContext(key, undefined);
        }

        pub fn removeContext(self: *Self, key: K, ctx: Context) bool {
            const i = self.find(key, ctx) orelse return false;
            self.removeAt(i);
            return true;
        }

        /// Removes the pair whose key lies here.
        pub fn removeByPtr(self: *Self, key_ptr: *K) void {
            for (self.slots, 0..) |*slot, i| {
                if (&slot.key == key_ptr) return self.removeAt(i);
            }
        }

        /// Removes a pair and gives it.
        pub fn fetchRemove(self: *Self, key: K) ?KV {
            return self.fetchRemoveContext(key, undefined);
        }

        pub fn fetchRemoveContext(self: *Self, key: K, ctx: Context) ?KV {
            const i = self.find(key, ctx) orelse return null;
            const pair: KV = .{ .key = self.slots[i].key, .value = self.slots[i].value };
            self.removeAt(i);
            return pair;
        }

        /// Forgets where pairs were removed, so that searches are short again.
        pub fn rehash(self: *Self, ctx: Context) void {
            for (self.slots) |*slot| {
                if (slot.state == .removed) slot.state = .free;
            }
            // A pair may now be cut off from where its search begins: move such pairs until there are none.
            var moved = true;
            while (moved) {
                moved = false;
                for (self.slots) |*slot| {
                    if (slot.state != .used or self.find(slot.key, ctx) != null) continue;
                    const pair = slot.*;
                    slot.state = .free;
                    self.size -= 1;
                    self.available += 1;
                    self.putAssumeCapacityNoClobberContext(pair.key, pair.value, ctx);
                    moved = true;
                }
            }
        }

        // Walking through.

        pub const Iterator = struct {
            hm: *const Self,
            index: Size = 0,

            pub fn next(it: *Iterator) ?Entry {
                while (it.index < it.hm.slots.len) {
                    const i = it.index;
                    it.index += 1;
                    if (it.hm.slots[i].state == .used) return it.hm.entryAt(i);
                }
                return null;
            }
        };

        pub const KeyIterator = struct {
            slots: []Slot,

            pub fn next(it: *KeyIterator) ?*K {
                while (it.slots.len > 0) {
                    const slot = &it.slots[0];
                    it.slots = it.slots[1..];
                    if (slot.state == .used) return &slot.key;
                }
                return null;
            }
        };

        pub const ValueIterator = struct {
            slots: []Slot,

            pub fn next(it: *ValueIterator) ?*V {
                while (it.slots.len > 0) {
                    const slot = &it.slots[0];
                    it.slots = it.slots[1..];
                    if (slot.state == .used) return &slot.value;
                }
                return null;
            }
        };

        pub fn iterator(self: *const Self) Iterator {
            return .{ .hm = self };
        }

        pub fn keyIterator(self: Self) KeyIterator {
            return .{ .slots = self.slots };
        }

        pub fn valueIterator(self: Self) ValueIterator {
            return .{ .slots = self.slots };
        }

        // How it works.

        fn firstSlot(self: Self, key: K, ctx: Context) usize {
            const hash: u64 = ctx.hash(key);
            return @intCast(hash & (self.slots.len - 1));
        }

        fn nextSlot(self: Self, i: usize) usize {
            return (i + 1) & (self.slots.len - 1);
        }

        fn entryAt(self: Self, i: usize) Entry {
            return .{ .key_ptr = &self.slots[i].key, .value_ptr = &self.slots[i].value };
        }

        /// The slot of a key: from its first slot on, until a slot that was never used.
        fn find(self: Self, key: K, ctx: Context) ?usize {
            if (self.size == 0) return null;
            var i = self.firstSlot(key, ctx);
            for (self.slots) |_| {
                switch (self.slots[i].state) {
                    .free => return null,
                    .used => if (ctx.eql(key, self.slots[i].key)) return i,
                    .removed => {},
                }
                i = self.nextSlot(i);
            }
            return null;
        }

        /// The slot for a new key: the first one on its way that is not used. Its value is not set.
        fn take(self: *Self, key: K, ctx: Context) usize {
            var i = self.firstSlot(key, ctx);
            while (self.slots[i].state == .used) i = self.nextSlot(i);
            self.slots[i] = .{ .state = .used, .key = key, .value = undefined };
            self.size += 1;
            self.available -= 1;
            return i;
        }

        fn removeAt(self: *Self, i: usize) void {
            self.slots[i] = .{ .state = .removed, .key = undefined, .value = undefined };
            self.size -= 1;
            self.available += 1;
        }

        fn maxLoad(slots: usize) Size {
            return @intCast(slots * max_load_percentage / 100);
        }

        /// So many slots for so many pairs.
        fn capacityFor(pairs: Size) usize {
            const slots: u32 = @intCast(@as(u64, pairs) * 100 / max_load_percentage + 1);
            return std.math.ceilPowerOfTwo(u32, slots) catch unreachable;
        }

        fn growIfNeeded(self: *Self, allocator: Allocator, new_pairs: Size, ctx: Context) Allocator.Error!void {
            if (new_pairs <= self.available) return;
            const load = maxLoad(self.slots.len) - self.available;
            try self.moveTo(allocator, @max(minimal_capacity, capacityFor(load + new_pairs)), ctx);
        }

        /// Moves all pairs to a new table with so many slots.
        fn moveTo(self: *Self, allocator: Allocator, slot_count: usize, ctx: Context) Allocator.Error!void {
            const new_count = @max(slot_count, minimal_capacity);
            const slots = try allocator.alloc(Slot, new_count);
            for (slots) |*slot| slot.state = .free;
            var bigger: Self = .{ .slots = slots, .size = 0, .available = maxLoad(new_count) };
            for (self.slots) |slot| {
                if (slot.state == .used) bigger.putAssumeCapacityNoClobberContext(slot.key, slot.value, ctx);
            }
            allocator.free(self.slots);
            self.* = bigger;
        }
    };
}
