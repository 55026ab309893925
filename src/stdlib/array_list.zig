//! Lists that grow: a slice of the items, and the room behind them that is already allocated. When the room is
//! used up the list moves to larger memory, so pointers to items are dead after a call that may grow it.

const std = @import("std.zig");
const mem = std.mem;
const Allocator = mem.Allocator;

/// The list that does not remember its allocator: each call that may allocate is given it.
pub fn Aligned(comptime T: type, comptime alignment: ?mem.Alignment) type {
    return struct {
        /// The items in the list. Writing to them is fine; the slice is dead once the list grows.
        items: Slice = &.{},
        /// For so many items there is room.
        capacity: usize = 0,

        const Self = @This();
        const units = if (alignment) |a| a.toByteUnits() else @alignOf(T);

        pub const Slice = if (alignment) |a| []align(a.toByteUnits()) T else []T;

        pub fn SentinelSlice(comptime sentinel: T) type {
            return if (alignment) |a| [:sentinel]align(a.toByteUnits()) T else [:sentinel]T;
        }

        /// A list without items and without memory.
        pub const empty: Self = .{ .items = &.{}, .capacity = 0 };

        // Beginning and end.

        pub fn initCapacity(gpa: Allocator, num: usize) Allocator.Error!Self {
            var self: Self = .empty;
            try self.ensureTotalCapacityPrecise(gpa, num);
            return self;
        }

        /// A list over memory that belongs to someone else; it cannot grow beyond it.
        pub fn initBuffer(buffer: Slice) Self {
            return .{ .items = buffer[0..0], .capacity = buffer.len };
        }

        /// Takes over a slice that the allocator gave out.
        pub fn fromOwnedSlice(slice: Slice) Self {
            return .{ .items = slice, .capacity = slice.len };
        }

        /// Gives the memory back.
        pub fn deinit(self: *Self, gpa: Allocator) void {
            gpa.free(self.allocatedSlice());
            self.* = undefined;
        }

        /// The items as a slice of their own that the caller must free; the list is empty afterwards.
        pub fn toOwnedSlice(self: *Self, gpa: Allocator) Allocator.Error!Slice {
            const old = self.allocatedSlice();
            if (gpa.remap(old, self.items.len)) |items| {
                self.* = .empty;
                return items;
            }
            const copy = try gpa.alignedAlloc(T, alignment, self.items.len);
            @memcpy(copy, self.items);
            self.clearAndFree(gpa);
            return copy;
        }

        pub fn toOwnedSliceSentinel(self: *Self, gpa: Allocator, comptime sentinel: T) Allocator.Error!SentinelSlice(sentinel) {
            try self.ensureTotalCapacityPrecise(gpa, self.items.len + 1);
            self.appendAssumeCapacity(sentinel);
            errdefer self.items.len -= 1;
            const all = try self.toOwnedSlice(gpa);
            return all[0 .. all.len - 1 :sentinel];
        }

        /// A copy in memory of its own.
        pub fn clone(self: Self, gpa: Allocator) Allocator.Error!Self {
            var copy = try Self.initCapacity(gpa, self.capacity);
            copy.appendSliceAssumeCapacity(self.items);
            return copy;
        }

        /// Joins the list with an allocator.
        pub fn toManaged(self: *Self, gpa: Allocator) AlignedManaged(T, alignment) {
            return .{ .items = self.items, .capacity = self.capacity, .allocator = gpa };
        }

        // Adding.

        pub fn append(self: *Self, gpa: Allocator, item: T) Allocator.Error!void {
            const place = try self.addOne(gpa);
            place.* = item;
        }

        pub fn appendAssumeCapacity(self: *Self, item: T) void {
            self.addOneAssumeCapacity().* = item;
        }

        pub fn appendBounded(self: *Self, item: T) error{OutOfMemory}!void {
            if (self.items.len == self.capacity) return error.OutOfMemory;
            self.appendAssumeCapacity(item);
        }

        pub fn appendSlice(self: *Self, gpa: Allocator, items: []const T) Allocator.Error!void {
            try self.ensureUnusedCapacity(gpa, items.len);
            self.appendSliceAssumeCapacity(items);
        }

        pub fn appendSliceAssumeCapacity(self: *Self, items: []const T) void {
            const old_len = self.items.len;
            std.debug.assert(old_len + items.len <= self.capacity);
            self.items.len += items.len;
            @memcpy(self.items[old_len..], items);
        }

        pub fn appendSliceBounded(self: *Self, items: []const T) error{OutOfMemory}!void {
            if (self.items.len + items.len > self.capacity) return error.OutOfMemory;
            self.appendSliceAssumeCapacity(items);
        }

        pub fn appendNTimes(self: *Self, gpa: Allocator, value: T, n: usize) Allocator.Error!void {
            const old_len = self.items.len;
            try self.resize(gpa, old_len + n);
            @memset(self.items[old_len..], value);
        }

        pub fn appendNTimesAssumeCapacity(self: *Self, value: T, n: usize) void {
            const old_len = self.items.len;
            std.debug.assert(old_len + n <= self.capacity);
            self.items.len += n;
            @memset(self.items[old_len..], value);
        }

        /// Room for one more item, not initialised.
        pub fn addOne(self: *Self, gpa: Allocator) Allocator.Error!*T {
            try self.ensureTotalCapacity(gpa, self.items.len + 1);
            return self.addOneAssumeCapacity();
        }

        pub fn addOneAssumeCapacity(self: *Self) *T {
            std.debug.assert(self.items.len < self.capacity);
            self.items.len += 1;
            return &self.items[self.items.len - 1];
        }

        pub fn addManyAsArray(self: *Self, gpa: Allocator, comptime n: usize) Allocator.Error!*[n]T {
            const old_len = self.items.len;
            try self.resize(gpa, old_len + n);
            return self.items[old_len..][0..n];
        }

        pub fn addManyAsSlice(self: *Self, gpa: Allocator, n: usize) Allocator.Error![]T {
            const old_len = self.items.len;
            try self.resize(gpa, old_len + n);
            return self.items[old_len..][0..n];
        }

        /// Puts an item before the one at `i`; all behind it move up.
        pub fn insert(self: *Self, gpa: Allocator, i: usize, item: T) Allocator.Error!void {
            const place = try self.addManyAt(gpa, i, 1);
            place[0] = item;
        }

        pub fn insertAssumeCapacity(self: *Self, i: usize, item: T) void {
            std.debug.assert(self.items.len < self.capacity);
            self.items.len += 1;
            mem.copyBackwards(T, self.items[i + 1 ..], self.items[i .. self.items.len - 1]);
            self.items[i] = item;
        }

        pub fn insertSlice(self: *Self, gpa: Allocator, i: usize, items: []const T) Allocator.Error!void {
            const place = try self.addManyAt(gpa, i, items.len);
            @memcpy(place, items);
        }

        /// Room for `count` items at `i`, not initialised.
        pub fn addManyAt(self: *Self, gpa: Allocator, i: usize, count: usize) Allocator.Error![]T {
            const old_len = self.items.len;
            try self.ensureUnusedCapacity(gpa, count);
            self.items.len += count;
            mem.copyBackwards(T, self.items[i + count ..], self.items[i..old_len]);
            @memset(self.items[i..][0..count], undefined);
            return self.items[i..][0..count];
        }

        /// Puts `new_items` in the place of `len` items from `start` on.
        pub fn replaceRange(self: *Self, gpa: Allocator, start: usize, len: usize, new_items: []const T) Allocator.Error!void {
            const shared = @min(len, new_items.len);
            @memcpy(self.items[start..][0..shared], new_items[0..shared]);
            if (new_items.len > len) {
                try self.insertSlice(gpa, start + shared, new_items[shared..]);
            } else {
                const gap = start + new_items.len;
                mem.copyForwards(T, self.items[gap..], self.items[start + len ..]);
                const new_len = self.items.len - (len - new_items.len);
                @memset(self.items[new_len..], undefined);
                self.items.len = new_len;
            }
        }

        /// The older way to write text to a list of bytes.
        pub fn writer(self: *Self, gpa: Allocator) Writer {
            return .{ .context = .{ .list = self, .gpa = gpa } };
        }

        const WriterContext = struct {
            list: *Self,
            gpa: Allocator,

            fn write(c: WriterContext, bytes: []const u8) Allocator.Error!usize {
                try c.list.appendSlice(c.gpa, bytes);
                return bytes.len;
            }
        };

        pub const Writer = std.Io.GenericWriter(WriterContext, Allocator.Error, WriterContext.write);

        /// Writes formatted text to the end of a list of bytes.
        pub fn print(self: *Self, gpa: Allocator, comptime fmt: []const u8, args: anytype) Allocator.Error!void {
            comptime std.debug.assert(T == u8);
            const place = try self.addManyAsSlice(gpa, @intCast(std.fmt.count(fmt, args)));
            _ = std.fmt.bufPrint(place, fmt, args) catch unreachable;
        }

        // Taking away.

        /// Takes the last item away.
        pub fn pop(self: *Self) ?T {
            if (self.items.len == 0) return null;
            self.items.len -= 1;
            return self.items.ptr[self.items.len];
        }

        /// Takes the item at `i` away; all behind it move down.
        pub fn orderedRemove(self: *Self, i: usize) T {
            const item = self.items[i];
            mem.copyForwards(T, self.items[i..], self.items[i + 1 ..]);
            self.items[self.items.len - 1] = undefined;
            self.items.len -= 1;
            return item;
        }

        /// Takes the item at `i` away; the last one takes its place.
        pub fn swapRemove(self: *Self, i: usize) T {
            const item = self.items[i];
            const last = self.pop().?;
            if (i < self.items.len) self.items[i] = last;
            return item;
        }

        pub fn clearRetainingCapacity(self: *Self) void {
            self.items.len = 0;
        }

        pub fn clearAndFree(self: *Self, gpa: Allocator) void {
            gpa.free(self.allocatedSlice());
            self.* = .empty;
        }

        pub fn shrinkRetainingCapacity(self: *Self, new_len: usize) void {
            std.debug.assert(new_len <= self.items.len);
            self.items.len = new_len;
        }

        /// Fewer items, and less memory where that is possible.
        pub fn shrinkAndFree(self: *Self, gpa: Allocator, new_len: usize) void {
            std.debug.assert(new_len <= self.items.len);
            if (gpa.remap(self.allocatedSlice(), new_len)) |smaller| {
                self.items = smaller;
                self.capacity = smaller.len;
                return;
            }
            const copy = gpa.alignedAlloc(T, alignment, new_len) catch {
                // Without memory for a copy the old memory is good enough.
                self.items.len = new_len;
                return;
            };
            @memcpy(copy, self.items[0..new_len]);
            gpa.free(self.allocatedSlice());
            self.items = copy;
            self.capacity = copy.len;
        }

        // Room.

        /// The list is so long afterwards; new items are not initialised.
        pub fn resize(self: *Self, gpa: Allocator, new_len: usize) Allocator.Error!void {
            try self.ensureTotalCapacity(gpa, new_len);
            self.items.len = new_len;
        }

        /// Makes room for at least so many items in all; more than needed, so that growing is rare.
        pub fn ensureTotalCapacity(self: *Self, gpa: Allocator, new_capacity: usize) Allocator.Error!void {
            if (self.capacity >= new_capacity) return;
            return self.ensureTotalCapacityPrecise(gpa, growCapacity(self.capacity, new_capacity));
        }

        /// Makes room for exactly so many items, if there is less.
        pub fn ensureTotalCapacityPrecise(self: *Self, gpa: Allocator, new_capacity: usize) Allocator.Error!void {
            if (@sizeOf(T) == 0) {
                self.capacity = std.math.maxInt(usize);
                return;
            }
            if (self.capacity >= new_capacity) return;
            const old = self.allocatedSlice();
            if (gpa.remap(old, new_capacity)) |memory| {
                self.items.ptr = memory.ptr;
                self.capacity = memory.len;
                return;
            }
            const memory = try gpa.alignedAlloc(T, alignment, new_capacity);
            @memcpy(memory[0..self.items.len], self.items);
            gpa.free(old);
            self.items.ptr = memory.ptr;
            self.capacity = memory.len;
        }

        pub fn ensureUnusedCapacity(self: *Self, gpa: Allocator, additional_count: usize) Allocator.Error!void {
            return self.ensureTotalCapacity(gpa, self.items.len + additional_count);
        }

        /// Counts all the room as items, initialised or not.
        pub fn expandToCapacity(self: *Self) void {
            self.items.len = self.capacity;
        }

        /// Items and room together.
        pub fn allocatedSlice(self: Self) Slice {
            return self.items.ptr[0..self.capacity];
        }

        /// The room behind the items.
        pub fn unusedCapacitySlice(self: Self) []T {
            return self.allocatedSlice()[self.items.len..];
        }

        pub fn getLast(self: Self) T {
            return self.items[self.items.len - 1];
        }

        pub fn getLastOrNull(self: Self) ?T {
            return if (self.items.len == 0) null else self.getLast();
        }

        /// Half as much again each time, and at least 128 bytes more.
        fn growCapacity(current: usize, minimum: usize) usize {
            const first = @max(1, 128 / @max(1, @sizeOf(T)));
            var new = current;
            while (new < minimum) new += new / 2 + first;
            return new;
        }
    };
}

/// The list that remembers its allocator.
pub fn Managed(comptime T: type) type {
    return AlignedManaged(T, null);
}

pub fn AlignedManaged(comptime T: type, comptime alignment: ?mem.Alignment) type {
    return struct {
        items: Slice,
        capacity: usize,
        allocator: Allocator,

        const Self = @This();
        /// Does the work; this list only adds the allocator.
        const Unmanaged = Aligned(T, alignment);

        pub const Slice = Unmanaged.Slice;

        pub fn init(gpa: Allocator) Self {
            return .{ .items = &.{}, .capacity = 0, .allocator = gpa };
        }

        pub fn initCapacity(gpa: Allocator, num: usize) Allocator.Error!Self {
            var list = try Unmanaged.initCapacity(gpa, num);
            return list.toManaged(gpa);
        }

        pub fn fromOwnedSlice(gpa: Allocator, slice: Slice) Self {
            return .{ .items = slice, .capacity = slice.len, .allocator = gpa };
        }

        pub fn deinit(self: Self) void {
            if (@sizeOf(T) > 0) self.allocator.free(self.allocatedSlice());
        }

        /// Takes the list away from its allocator.
        pub fn moveToUnmanaged(self: *Self) Unmanaged {
            const list: Unmanaged = .{ .items = self.items, .capacity = self.capacity };
            self.* = init(self.allocator);
            return list;
        }

        pub fn toOwnedSlice(self: *Self) Allocator.Error!Slice {
            var list = self.unmanaged();
            defer self.take(list);
            return list.toOwnedSlice(self.allocator);
        }

        pub fn toOwnedSliceSentinel(self: *Self, comptime sentinel: T) Allocator.Error!Unmanaged.SentinelSlice(sentinel) {
            var list = self.unmanaged();
            defer self.take(list);
            return list.toOwnedSliceSentinel(self.allocator, sentinel);
        }

        pub fn clone(self: Self) Allocator.Error!Self {
            var list = try self.unmanaged().clone(self.allocator);
            return list.toManaged(self.allocator);
        }

        pub fn append(self: *Self, item: T) Allocator.Error!void {
            const place = try self.addOne();
            place.* = item;
        }

        pub fn appendAssumeCapacity(self: *Self, item: T) void {
            self.addOneAssumeCapacity().* = item;
        }

        pub fn appendSlice(self: *Self, items: []const T) Allocator.Error!void {
            try self.ensureUnusedCapacity(items.len);
            self.appendSliceAssumeCapacity(items);
        }

        pub fn appendSliceAssumeCapacity(self: *Self, items: []const T) void {
            var list = self.unmanaged();
            list.appendSliceAssumeCapacity(items);
            self.take(list);
        }

        pub fn appendNTimes(self: *Self, value: T, n: usize) Allocator.Error!void {
            const old_len = self.items.len;
            try self.resize(old_len + n);
            @memset(self.items[old_len..], value);
        }

        pub fn addOne(self: *Self) Allocator.Error!*T {
            try self.ensureTotalCapacity(self.items.len + 1);
            return self.addOneAssumeCapacity();
        }

        pub fn addOneAssumeCapacity(self: *Self) *T {
            std.debug.assert(self.items.len < self.capacity);
            self.items.len += 1;
            return &self.items[self.items.len - 1];
        }

        pub fn addManyAsSlice(self: *Self, n: usize) Allocator.Error![]T {
            const old_len = self.items.len;
            try self.resize(old_len + n);
            return self.items[old_len..][0..n];
        }

        pub fn insert(self: *Self, i: usize, item: T) Allocator.Error!void {
            var list = self.unmanaged();
            defer self.take(list);
            return list.insert(self.allocator, i, item);
        }

        pub fn insertSlice(self: *Self, i: usize, items: []const T) Allocator.Error!void {
            var list = self.unmanaged();
            defer self.take(list);
            return list.insertSlice(self.allocator, i, items);
        }

        pub fn replaceRange(self: *Self, start: usize, len: usize, new_items: []const T) Allocator.Error!void {
            var list = self.unmanaged();
            defer self.take(list);
            return list.replaceRange(self.allocator, start, len, new_items);
        }

        /// The older way to write text to a list of bytes.
        pub fn writer(self: *Self) Writer {
            return .{ .context = self };
        }

        fn appendWrite(self: *Self, bytes: []const u8) Allocator.Error!usize {
            try self.appendSlice(bytes);
            return bytes.len;
        }

        pub const Writer = std.Io.GenericWriter(*Self, Allocator.Error, appendWrite);

        pub fn print(self: *Self, comptime fmt: []const u8, args: anytype) Allocator.Error!void {
            var list = self.unmanaged();
            defer self.take(list);
            return list.print(self.allocator, fmt, args);
        }

        pub fn pop(self: *Self) ?T {
            var list = self.unmanaged();
            defer self.take(list);
            return list.pop();
        }

        pub fn orderedRemove(self: *Self, i: usize) T {
            var list = self.unmanaged();
            defer self.take(list);
            return list.orderedRemove(i);
        }

        pub fn swapRemove(self: *Self, i: usize) T {
            var list = self.unmanaged();
            defer self.take(list);
            return list.swapRemove(i);
        }

        pub fn clearRetainingCapacity(self: *Self) void {
            self.items.len = 0;
        }

        pub fn clearAndFree(self: *Self) void {
            var list = self.unmanaged();
            list.clearAndFree(self.allocator);
            self.take(list);
        }

        pub fn shrinkRetainingCapacity(self: *Self, new_len: usize) void {
            std.debug.assert(new_len <= self.items.len);
            self.items.len = new_len;
        }

        pub fn shrinkAndFree(self: *Self, new_len: usize) void {
            var list = self.unmanaged();
            list.shrinkAndFree(self.allocator, new_len);
            self.take(list);
        }

        pub fn resize(self: *Self, new_len: usize) Allocator.Error!void {
            try self.ensureTotalCapacity(new_len);
            self.items.len = new_len;
        }

        pub fn ensureTotalCapacity(self: *Self, new_capacity: usize) Allocator.Error!void {
            var list = self.unmanaged();
            defer self.take(list);
            return list.ensureTotalCapacity(self.allocator, new_capacity);
        }

        pub fn ensureTotalCapacityPrecise(self: *Self, new_capacity: usize) Allocator.Error!void {
            var list = self.unmanaged();
            defer self.take(list);
            return list.ensureTotalCapacityPrecise(self.allocator, new_capacity);
        }

        pub fn ensureUnusedCapacity(self: *Self, additional_count: usize) Allocator.Error!void {
            return self.ensureTotalCapacity(self.items.len + additional_count);
        }

        pub fn expandToCapacity(self: *Self) void {
            self.items.len = self.capacity;
        }

        pub fn allocatedSlice(self: Self) Slice {
            return self.items.ptr[0..self.capacity];
        }

        pub fn unusedCapacitySlice(self: Self) []T {
            return self.allocatedSlice()[self.items.len..];
        }

        pub fn getLast(self: Self) T {
            return self.items[self.items.len - 1];
        }

        pub fn getLastOrNull(self: Self) ?T {
            return if (self.items.len == 0) null else self.getLast();
        }

        fn unmanaged(self: Self) Unmanaged {
            return .{ .items = self.items, .capacity = self.capacity };
        }

        fn take(self: *Self, list: Unmanaged) void {
            self.items = list.items;
            self.capacity = list.capacity;
        }
    };
}
