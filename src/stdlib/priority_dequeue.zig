//! A queue that gives the smallest and the largest item. The items form a heap of levels: on even levels an item
//! is not larger than anything below it, on odd levels not smaller.

const std = @import("std.zig");
const Allocator = std.mem.Allocator;
const Order = std.math.Order;

pub fn PriorityDequeue(comptime T: type, comptime Context: type, comptime compareFn: fn (context: Context, a: T, b: T) Order) type {
    return struct {
        /// All memory; the first `len` items are in use.
        items: []T,
        len: usize,
        allocator: Allocator,
        context: Context,

        const Self = @This();

        pub fn init(allocator: Allocator, context: Context) Self {
            return .{ .items = &.{}, .len = 0, .allocator = allocator, .context = context };
        }

        pub fn deinit(self: Self) void {
            self.allocator.free(self.items);
        }

        pub fn add(self: *Self, elem: T) !void {
            try self.ensureUnusedCapacity(1);
            self.items[self.len] = elem;
            self.len += 1;
            self.rise(self.len - 1);
        }

        pub fn addSlice(self: *Self, items: []const T) !void {
            for (items) |elem| try self.add(elem);
        }

        pub fn peekMin(self: *Self) ?T {
            return if (self.len > 0) self.items[0] else null;
        }

        pub fn peekMax(self: *Self) ?T {
            return if (self.maxIndex()) |index| self.items[index] else null;
        }

        pub fn removeMinOrNull(self: *Self) ?T {
            return if (self.len > 0) self.removeMin() else null;
        }

        /// Takes the smallest item out; there must be one.
        pub fn removeMin(self: *Self) T {
            return self.removeIndex(0);
        }

        pub fn removeMaxOrNull(self: *Self) ?T {
            return if (self.len > 0) self.removeMax() else null;
        }

        /// Takes the largest item out; there must be one.
        pub fn removeMax(self: *Self) T {
            return self.removeIndex(self.maxIndex().?);
        }

        /// Takes out the item at this place of the heap.
        pub fn removeIndex(self: *Self, index: usize) T {
            std.debug.assert(index < self.len);
            const item = self.items[index];
            self.len -= 1;
            if (index < self.len) {
                self.items[index] = self.items[self.len];
                self.sink(index);
                self.rise(index);
            }
            return item;
        }

        /// Replaces one item that is equal to `elem`.
        pub fn update(self: *Self, elem: T, new_elem: T) !void {
            const index = for (self.items[0..self.len], 0..) |item, i| {
                if (compareFn(self.context, item, elem) == .eq) break i;
            } else return error.ElementNotFound;
            _ = self.removeIndex(index);
            try self.add(new_elem);
        }

        pub fn count(self: Self) usize {
            return self.len;
        }

        pub fn capacity(self: Self) usize {
            return self.items.len;
        }

        pub fn ensureTotalCapacity(self: *Self, new_capacity: usize) !void {
            var better = self.items.len;
            while (better < new_capacity) better += better / 2 + 8;
            if (better > self.items.len) self.items = try self.allocator.realloc(self.items, better);
        }

        pub fn ensureUnusedCapacity(self: *Self, additional_count: usize) !void {
            return self.ensureTotalCapacity(self.len + additional_count);
        }

        /// Takes over a slice of the same allocator.
        pub fn fromOwnedSlice(allocator: Allocator, items: []T, context: Context) Self {
            var self: Self = .{ .items = items, .len = 0, .allocator = allocator, .context = context };
            for (0..items.len) |i| {
                self.len = i + 1;
                self.rise(i);
            }
            return self;
        }

        /// Walks through the heap as it lies; not in order of size.
        pub const Iterator = struct {
            queue: *Self,
            count: usize,

            pub fn next(it: *Iterator) ?T {
                if (it.count >= it.queue.len) return null;
                it.count += 1;
                return it.queue.items[it.count - 1];
            }

            pub fn reset(it: *Iterator) void {
                it.count = 0;
            }
        };

        pub fn iterator(self: *Self) Iterator {
            return .{ .queue = self, .count = 0 };
        }

        fn maxIndex(self: Self) ?usize {
            if (self.len == 0) return null;
            if (self.len == 1) return 0;
            if (self.len == 2) return 1;
            return if (self.isBefore(2, 1, .lt)) 1 else 2;
        }

        /// Whether item `a` comes before item `b` in the given direction.
        fn isBefore(self: Self, a: usize, b: usize, direction: Order) bool {
            return compareFn(self.context, self.items[a], self.items[b]) == direction;
        }

        /// On levels with small items the smaller one belongs above, on the others the larger one.
        fn directionAt(index: usize) Order {
            const level = std.math.log2_int(usize, index + 1);
            return if (level % 2 == 0) .lt else .gt;
        }

        fn swapItems(self: *Self, a: usize, b: usize) void {
            std.mem.swap(T, &self.items[a], &self.items[b]);
        }

        fn rise(self: *Self, start: usize) void {
            if (start == 0) return;
            var at = start;
            const above = (at - 1) / 2;
            if (self.isBefore(at, above, directionAt(above))) {
                self.swapItems(at, above);
                at = above;
            }
            const direction = directionAt(at);
            // Two levels up the same direction holds again.
            while (at > 2) {
                const two_above = ((at - 1) / 2 - 1) / 2;
                if (!self.isBefore(at, two_above, direction)) return;
                self.swapItems(at, two_above);
                at = two_above;
            }
        }

        fn sink(self: *Self, start: usize) void {
            var at = start;
            const direction = directionAt(at);
            while (2 * at + 1 < self.len) {
                const first = self.firstBelow(at, direction);
                if (!self.isBefore(first, at, direction)) return;
                self.swapItems(first, at);
                // A child, not a grandchild: nothing of this direction is below it.
                if (first <= 2 * at + 2) return;
                const above = (first - 1) / 2;
                if (self.isBefore(above, first, direction)) self.swapItems(above, first);
                at = first;
            }
        }

        /// Which of the children and grandchildren comes first in the given direction.
        fn firstBelow(self: Self, at: usize, direction: Order) usize {
            var first = 2 * at + 1;
            for ([_]usize{ 2 * at + 2, 4 * at + 3, 4 * at + 4, 4 * at + 5, 4 * at + 6 }) |other| {
                if (other < self.len and self.isBefore(other, first, direction)) first = other;
            }
            return first;
        }
    };
}
