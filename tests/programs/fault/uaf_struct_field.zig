// A field of a freed struct.
const std = @import("std");

const Node = struct { value: u32, next: ?*Node = null };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const n = try gpa.create(Node); // ~ALLOC
    n.* = .{ .value = 1 };
    gpa.destroy(n); // ~FREE
    if (n.next == null) std.debug.print("end\n", .{}); // ~FAULT use-after-free
}
