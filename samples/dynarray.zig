// A growing array: watch it move house when it is full.
const std = @import("std");
const Allocator = std.mem.Allocator;

const List = struct {
    items: []u32,
    len: usize,

    fn init(gpa: Allocator) !List {
        return .{ .items = try gpa.alloc(u32, 2), .len = 0 };
    }

    fn push(self: *List, gpa: Allocator, value: u32) !void {
        if (self.len == self.items.len) try self.grow(gpa);
        self.items[self.len] = value;
        self.len += 1;
    }

    fn grow(self: *List, gpa: Allocator) !void {
        const bigger = try gpa.alloc(u32, 2 * self.len);
        for (self.items, 0..) |old, i| bigger[i] = old;
        gpa.free(self.items);
        self.items = bigger;
    }
};

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var list = try List.init(gpa);
    defer gpa.free(list.items);

    for (0..5) |i| try list.push(gpa, @intCast(i * 10));
    std.debug.print("{any}\n", .{list.items[0..list.len]});
}
