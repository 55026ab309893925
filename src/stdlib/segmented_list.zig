//! A list that grows by another piece, each twice as long as the one before. Nothing ever moves, so pointers to
//! elements stay good while the list grows.

const std = @import("std.zig");
const Allocator = std.mem.Allocator;

/// The first `prealloc_item_count` elements lie in the list itself; the number is zero or a power of two.
pub fn SegmentedList(comptime T: type, comptime prealloc_item_count: usize) type {
    return struct {
        prealloc_segment: [prealloc_item_count]T = undefined,
        dynamic_segments: [][*]T = &.{},
        len: usize = 0,

        const Self = @This();
        pub const prealloc_count = prealloc_item_count;
        const first_piece = if (prealloc_item_count == 0) 1 else prealloc_item_count;

        pub fn deinit(self: *Self, allocator: Allocator) void {
            for (self.dynamic_segments, 0..) |piece, i| allocator.free(piece[0..pieceLen(i)]);
            allocator.free(self.dynamic_segments);
            self.* = undefined;
        }

        pub fn at(self: anytype, i: usize) AtType(@TypeOf(self)) {
            std.debug.assert(i < self.len);
            return self.uncheckedAt(i);
        }

        fn AtType(comptime SelfType: type) type {
            return if (@typeInfo(SelfType).pointer.is_const) *const T else *T;
        }

        pub fn count(self: Self) usize {
            return self.len;
        }

        pub fn append(self: *Self, allocator: Allocator, item: T) Allocator.Error!void {
            const place = try self.addOne(allocator);
            place.* = item;
        }

        pub fn appendSlice(self: *Self, allocator: Allocator, items: []const T) Allocator.Error!void {
            for (items) |item| try self.append(allocator, item);
        }

        /// A new element without a value at the end.
        pub fn addOne(self: *Self, allocator: Allocator) Allocator.Error!*T {
            try self.growCapacity(allocator, self.len + 1);
            self.len += 1;
            return self.uncheckedAt(self.len - 1);
        }

        pub fn pop(self: *Self) ?T {
            if (self.len == 0) return null;
            self.len -= 1;
            return self.uncheckedAt(self.len).*;
        }

        pub fn clearRetainingCapacity(self: *Self) void {
            self.len = 0;
        }

        pub fn shrinkRetainingCapacity(self: *Self, new_len: usize) void {
            std.debug.assert(new_len <= self.len);
            self.len = new_len;
        }

        pub fn setCapacity(self: *Self, allocator: Allocator, new_capacity: usize) Allocator.Error!void {
            return self.growCapacity(allocator, new_capacity);
        }

        pub fn growCapacity(self: *Self, allocator: Allocator, new_capacity: usize) Allocator.Error!void {
            while (self.capacity() < new_capacity) {
                const number = self.dynamic_segments.len;
                const piece = try allocator.alloc(T, pieceLen(number));
                errdefer allocator.free(piece);
                self.dynamic_segments = try allocator.realloc(self.dynamic_segments, number + 1);
                self.dynamic_segments[number] = piece.ptr;
            }
        }

        fn capacity(self: *const Self) usize {
            return pieceStart(self.dynamic_segments.len);
        }

        fn pieceLen(number: usize) usize {
            return pieceStart(number + 1) - pieceStart(number);
        }

        /// How many elements are before this piece.
        fn pieceStart(number: usize) usize {
            const doubled = @as(usize, first_piece) << @intCast(number);
            return if (prealloc_item_count == 0) doubled - 1 else doubled;
        }

        fn uncheckedAt(self: anytype, index: usize) AtType(@TypeOf(self)) {
            if (index < prealloc_item_count) return &self.prealloc_segment[index];
            var number: usize = 0;
            while (index >= pieceStart(number + 1)) number += 1;
            return &self.dynamic_segments[number][index - pieceStart(number)];
        }

        pub const Iterator = BaseIterator(*Self, *T);
        pub const ConstIterator = BaseIterator(*const Self, *const T);

        fn BaseIterator(comptime SelfType: type, comptime ElementPtr: type) type {
            return struct {
                list: SelfType,
                index: usize,

                pub fn next(it: *@This()) ?ElementPtr {
                    if (it.index >= it.list.len) return null;
                    it.index += 1;
                    return it.list.uncheckedAt(it.index - 1);
                }

                pub fn prev(it: *@This()) ?ElementPtr {
                    if (it.index == 0) return null;
                    it.index -= 1;
                    return it.list.uncheckedAt(it.index);
                }

                pub fn peek(it: *@This()) ?ElementPtr {
                    return if (it.index < it.list.len) it.list.uncheckedAt(it.index) else null;
                }

                pub fn set(it: *@This(), index: usize) void {
                    it.index = index;
                }
            };
        }

        pub fn iterator(self: *Self, start_index: usize) Iterator {
            return .{ .list = self, .index = start_index };
        }

        pub fn constIterator(self: *const Self, start_index: usize) ConstIterator {
            return .{ .list = self, .index = start_index };
        }
    };
}
