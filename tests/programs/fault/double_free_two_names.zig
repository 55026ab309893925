// Two names for one block.
const std = @import("std");

const Owner = struct {
    data: []u8,
    fn deinit(self: Owner, gpa: std.mem.Allocator) void {
        gpa.free(self.data); // ~FAULT double-free
    }
};

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const a = Owner{ .data = try gpa.alloc(u8, 4) }; // ~ALLOC
    const b = a;
    a.deinit(gpa);
    b.deinit(gpa);
}
