// destroy of a field instead of the whole.
const std = @import("std");

const Pair = struct { a: u32, b: u32 };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const p = try gpa.create(Pair); // ~ALLOC
    gpa.destroy(&p.b); // ~FAULT partial-free
}
