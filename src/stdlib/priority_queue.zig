//! A queue that always gives the smallest item first. The items form a heap: each is not larger than the two
//! below it, at twice its index.

const std = @import("std.zig");
const Allocator = std.mem.Allocator;
const Order = std.math.Order;

pub fn PriorityQueue(comptime T: type, comptime Context: type, comptime compareFn: fn (context: Context, a: T, b: T) Order) type {
    return struct {
        items: []T,
        cap: usize,
        allocator: Allocator,
        context: Context,

        const Self = @This();

        pub fn init(allocator: Allocator, context: Context) Self {
            return .{ .items = &.{}, .cap = 0, .allocator = allocator, .context = context };
        }

        pub fn deinit(self: Self) void {
            self.allocator.free(self.allocated());
        }

        pub fn add(self: *Self, item: T) !void {
            try self.ensureUnusedCapacity(1);
            self.items.len += 1;
            self.items[self.items.len - 1] = item;
            self.rise(self.items.len - 1);
        }

        pub fn addSlice(self: *Self, items: []const T) !void {
            for (items) |item| try self.add(item);
        }

        /// The smallest item, which stays.
        pub fn peek(self: *Self) ?T {
            return if (self.items.len > 0) self.items[0] else null;
        }

        /// Takes the smallest item out; there must be one.
        pub fn remove(self: *Self) T {
            return self.removeIndex(0);
        }

        pub fn removeOrNull(self: *Self) ?T {
            return if (self.items.len > 0) self.remove() else null;
        }

        /// Takes out the item at this place of the heap.
        pub fn removeIndex(self: *Self, index: usize) T {
            const item = self.items[index];
            const last = self.items[self.items.len - 1];
            self.items.len -= 1;
            if (index < self.items.len) {
                self.items[index] = last;
                if (index > 0 and self.isBefore(last, self.items[(index - 1) / 2])) {
                    self.rise(index);
                } else {
                    self.sink(index);
                }
            }
            return item;
        }

        pub fn count(self: Self) usize {
            return self.items.len;
        }

        pub fn capacity(self: Self) usize {
            return self.cap;
        }

        /// Takes over a slice of the same allocator.
        pub fn fromOwnedSlice(allocator: Allocator, items: []T, context: Context) Self {
            var self: Self = .{ .items = items, .cap = items.len, .allocator = allocator, .context = context };
            var i = items.len / 2;
            while (i > 0) {
                i -= 1;
                self.sink(i);
            }
            return self;
        }

        pub fn ensureTotalCapacity(self: *Self, new_capacity: usize) !void {
            var better = self.cap;
            while (better < new_capacity) better += better / 2 + 8;
            if (better == self.cap) return;
            const len = self.items.len;
            const memory = try self.allocator.realloc(self.allocated(), better);
            self.items = memory[0..len];
            self.cap = memory.len;
        }

        pub fn ensureUnusedCapacity(self: *Self, additional_count: usize) !void {
            return self.ensureTotalCapacity(self.items.len + additional_count);
        }

        pub fn clearRetainingCapacity(self: *Self) void {
            self.items.len = 0;
        }

        pub fn clearAndFree(self: *Self) void {
            self.allocator.free(self.allocated());
            self.items = &.{};
            self.cap = 0;
        }

        /// Replaces one item that is equal to `elem`.
        pub fn update(self: *Self, elem: T, new_elem: T) !void {
            const i = for (self.items, 0..) |item, i| {
                if (compareFn(self.context, item, elem) == .eq) break i;
            } else return error.ElementNotFound;
            _ = self.removeIndex(i);
            try self.add(new_elem);
        }

        /// Walks through the heap as it lies; not in order of size.
        pub const Iterator = struct {
            queue: *Self,
            count: usize,

            pub fn next(it: *Iterator) ?T {
                if (it.count >= it.queue.items.len) return null;
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

        fn allocated(self: Self) []T {
            return self.items.ptr[0..self.cap];
        }

        fn isBefore(self: *Self, a: T, b: T) bool {
            return compareFn(self.context, a, b) == .lt;
        }

        /// Lets an item rise while it is smaller than the one above.
        fn rise(self: *Self, start: usize) void {
            var at = start;
            while (at > 0) {
                const above = (at - 1) / 2;
                if (!self.isBefore(self.items[at], self.items[above])) return;
                std.mem.swap(T, &self.items[at], &self.items[above]);
                at = above;
            }
        }

        /// Lets an item sink while one of the two below is smaller.
        fn sink(self: *Self, start: usize) void {
            var at = start;
            while (2 * at + 1 < self.items.len) {
                var below = 2 * at + 1;
                if (below + 1 < self.items.len and self.isBefore(self.items[below + 1], self.items[below])) below += 1;
                if (!self.isBefore(self.items[below], self.items[at])) return;
                std.mem.swap(T, &self.items[at], &self.items[below]);
                at = below;
            }
        }
    };
}
