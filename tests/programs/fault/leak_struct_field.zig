// The struct is freed, what it points to is not.
const std = @import("std");

const User = struct { name: []u8 };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const u = try gpa.create(User);
    u.name = try gpa.alloc(u8, 5); // ~LEAK 5 bytes
    gpa.destroy(u);
}
