// A structure keeps the allocator that it must give its memory back to.
const std = @import("std");

const Stack = struct {
    gpa: std.mem.Allocator,
    items: []i32,
    len: usize = 0,

    fn init(gpa: std.mem.Allocator, capacity: usize) !Stack {
        return .{ .gpa = gpa, .items = try gpa.alloc(i32, capacity) };
    }

    fn deinit(self: *Stack) void {
        self.gpa.free(self.items);
    }

    fn push(self: *Stack, x: i32) !void {
        if (self.len == self.items.len) return error.Full;
        self.items[self.len] = x;
        self.len += 1;
    }

    fn pop(self: *Stack) i32 {
        self.len -= 1;
        return self.items[self.len];
    }
};

pub fn main() !void {
    var s = try Stack.init(std.heap.page_allocator, 2);
    defer s.deinit();
    try s.push(1);
    try s.push(2);
    s.push(3) catch std.debug.print("full\n", .{});
    std.debug.print("{d} {d}\n", .{ s.pop(), s.pop() });
}
