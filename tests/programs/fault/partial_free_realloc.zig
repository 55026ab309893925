// realloc of a part.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u8, 10); // ~ALLOC
    const t = try gpa.realloc(s[0..4], 20); // ~FAULT partial-free
    gpa.free(t);
}
