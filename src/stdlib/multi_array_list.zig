//! A list of structs that keeps each field in an array of its own: a loop over one field touches only that field.

const std = @import("std.zig");
const Allocator = std.mem.Allocator;

pub fn MultiArrayList(comptime T: type) type {
    return struct {
        /// The arrays of all fields, those with the strictest alignment first.
        bytes: [*]align(@alignOf(T)) u8 = undefined,
        len: usize = 0,
        capacity: usize = 0,

        const Self = @This();
        pub const empty: Self = .{};
        pub const Field = std.meta.FieldEnum(T);
        const fields = @typeInfo(T).@"struct".fields;

        /// How many bytes one element has, over all arrays.
        const element_size = blk: {
            var size: usize = 0;
            for (fields) |field| size += @sizeOf(field.type);
            break :blk size;
        };

        fn FieldType(comptime field: Field) type {
            return @FieldType(T, @tagName(field));
        }

        /// Where the array of a field starts.
        fn offsetOf(comptime field: Field, capacity: usize) usize {
            const own = @intFromEnum(field);
            comptime var before: usize = 0;
            inline for (fields, 0..) |other, i| {
                const is_stricter = @alignOf(other.type) > @alignOf(fields[own].type);
                const is_equal = @alignOf(other.type) == @alignOf(fields[own].type);
                if (is_stricter or (is_equal and i < own)) before += @sizeOf(other.type);
            }
            return before * capacity;
        }

        /// The list as it is now, with quick access to all arrays. Dead when the list grows.
        pub const Slice = struct {
            bytes: [*]align(@alignOf(T)) u8 = undefined,
            len: usize = 0,
            capacity: usize = 0,

            pub const empty: Slice = .{};

            /// The array of one field.
            pub fn items(self: Slice, comptime field: Field) []FieldType(field) {
                if (self.capacity == 0) return &.{};
                const start: [*]FieldType(field) = @ptrCast(@alignCast(self.bytes + offsetOf(field, self.capacity)));
                return start[0..self.len];
            }

            pub fn get(self: Slice, index: usize) T {
                var element: T = undefined;
                inline for (fields) |field| {
                    @field(element, field.name) = self.items(@field(Field, field.name))[index];
                }
                return element;
            }

            pub fn set(self: *Slice, index: usize, element: T) void {
                inline for (fields) |field| {
                    self.items(@field(Field, field.name))[index] = @field(element, field.name);
                }
            }

            pub fn toMultiArrayList(self: Slice) Self {
                return .{ .bytes = self.bytes, .len = self.len, .capacity = self.capacity };
            }

            pub fn deinit(self: *Slice, gpa: Allocator) void {
                var list = self.toMultiArrayList();
                list.deinit(gpa);
                self.* = undefined;
            }
        };

        pub fn deinit(self: *Self, gpa: Allocator) void {
            gpa.free(self.allocated());
            self.* = undefined;
        }

        pub fn slice(self: Self) Slice {
            return .{ .bytes = self.bytes, .len = self.len, .capacity = self.capacity };
        }

        /// Gives the memory away; the list is empty after it.
        pub fn toOwnedSlice(self: *Self) Slice {
            const result = self.slice();
            self.* = .{};
            return result;
        }

        /// The array of one field. Dead when the list grows.
        pub fn items(self: Self, comptime field: Field) []FieldType(field) {
            return self.slice().items(field);
        }

        pub fn get(self: Self, index: usize) T {
            return self.slice().get(index);
        }

        pub fn set(self: *Self, index: usize, element: T) void {
            var all = self.slice();
            all.set(index, element);
        }

        pub fn append(self: *Self, gpa: Allocator, element: T) Allocator.Error!void {
            try self.ensureUnusedCapacity(gpa, 1);
            self.appendAssumeCapacity(element);
        }

        pub fn appendAssumeCapacity(self: *Self, element: T) void {
            self.set(self.addOneAssumeCapacity(), element);
        }

        /// A new element without a value at the end; gives its index.
        pub fn addOne(self: *Self, gpa: Allocator) Allocator.Error!usize {
            try self.ensureUnusedCapacity(gpa, 1);
            return self.addOneAssumeCapacity();
        }

        pub fn addOneAssumeCapacity(self: *Self) usize {
            std.debug.assert(self.len < self.capacity);
            self.len += 1;
            return self.len - 1;
        }

        /// The last element, taken away; null when there is none.
        pub fn pop(self: *Self) ?T {
            if (self.len == 0) return null;
            const last = self.get(self.len - 1);
            self.len -= 1;
            return last;
        }

        pub fn insert(self: *Self, gpa: Allocator, index: usize, element: T) Allocator.Error!void {
            try self.ensureUnusedCapacity(gpa, 1);
            self.insertAssumeCapacity(index, element);
        }

        /// Puts an element at the index; those behind move one further.
        pub fn insertAssumeCapacity(self: *Self, index: usize, element: T) void {
            std.debug.assert(index <= self.len);
            var at = self.addOneAssumeCapacity();
            while (at > index) : (at -= 1) self.set(at, self.get(at - 1));
            self.set(index, element);
        }

        /// Takes an element away; those behind move one nearer.
        pub fn orderedRemove(self: *Self, index: usize) void {
            for (index..self.len - 1) |i| self.set(i, self.get(i + 1));
            self.len -= 1;
        }

        /// Takes an element away; the last one takes its place.
        pub fn swapRemove(self: *Self, index: usize) void {
            self.set(index, self.get(self.len - 1));
            self.len -= 1;
        }

        pub fn resize(self: *Self, gpa: Allocator, new_len: usize) Allocator.Error!void {
            try self.ensureTotalCapacity(gpa, new_len);
            self.len = new_len;
        }

        pub fn shrinkRetainingCapacity(self: *Self, new_len: usize) void {
            std.debug.assert(new_len <= self.len);
            self.len = new_len;
        }

        pub fn clearRetainingCapacity(self: *Self) void {
            self.len = 0;
        }

        pub fn clearAndFree(self: *Self, gpa: Allocator) void {
            gpa.free(self.allocated());
            self.* = .{};
        }

        pub fn shrinkAndFree(self: *Self, gpa: Allocator, new_len: usize) void {
            self.shrinkRetainingCapacity(new_len);
            if (new_len == 0) return self.clearAndFree(gpa);
            self.setCapacity(gpa, new_len) catch {};
        }

        pub fn ensureUnusedCapacity(self: *Self, gpa: Allocator, additional_count: usize) Allocator.Error!void {
            return self.ensureTotalCapacity(gpa, self.len + additional_count);
        }

        pub fn ensureTotalCapacity(self: *Self, gpa: Allocator, new_capacity: usize) Allocator.Error!void {
            if (self.capacity >= new_capacity) return;
            var better = self.capacity;
            while (better < new_capacity) better += better / 2 + 8;
            return self.setCapacity(gpa, better);
        }

        /// Moves all arrays to a place with room for so many elements.
        pub fn setCapacity(self: *Self, gpa: Allocator, new_capacity: usize) Allocator.Error!void {
            std.debug.assert(new_capacity >= self.len);
            const memory = try gpa.alignedAlloc(u8, .of(T), element_size * new_capacity);
            const old = self.slice();
            const new: Slice = .{ .bytes = memory.ptr, .len = self.len, .capacity = new_capacity };
            inline for (fields) |field| {
                const name = @field(Field, field.name);
                @memcpy(new.items(name), old.items(name));
            }
            gpa.free(self.allocated());
            self.bytes = memory.ptr;
            self.capacity = new_capacity;
        }

        pub fn clone(self: Self, gpa: Allocator) Allocator.Error!Self {
            var copy: Self = .{};
            try copy.setCapacity(gpa, self.len);
            for (0..self.len) |i| copy.appendAssumeCapacity(self.get(i));
            return copy;
        }

        /// Sorts by `ctx.lessThan(a_index, b_index)`; equal elements keep their order.
        pub fn sort(self: Self, ctx: anytype) void {
            var all = self.slice();
            for (1..@max(self.len, 1)) |end| {
                var at = end;
                while (at > 0 and ctx.lessThan(at, at - 1)) : (at -= 1) {
                    const lower = all.get(at - 1);
                    all.set(at - 1, all.get(at));
                    all.set(at, lower);
                }
            }
        }

        fn allocated(self: Self) []align(@alignOf(T)) u8 {
            return if (self.capacity == 0) &.{} else self.bytes[0 .. element_size * self.capacity];
        }
    };
}
