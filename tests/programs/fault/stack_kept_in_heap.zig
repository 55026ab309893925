// A heap object keeps a pointer to a stack variable that has died.
const std = @import("std");

const Node = struct { value: *u32 };

fn attach(n: *Node) void {
    var local: u32 = 3; // ~ALLOC
    n.value = &local;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const n = try gpa.create(Node);
    defer gpa.destroy(n);
    attach(n);
    n.value.* += 1; // ~FAULT dangling-stack
}
