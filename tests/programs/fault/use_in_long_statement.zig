const std = @import("std");

const Node = struct { value: u32, next: ?*Node };

fn sum(a: u32, b: u32) u32 {
    return a + b;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const last = try gpa.create(Node); // ~ALLOC
    last.* = .{ .value = 1, .next = null };
    const first = try gpa.create(Node);
    defer gpa.destroy(first);
    first.* = .{ .value = 2, .next = last };
    gpa.destroy(last); // ~FREE
    const total = sum(
        first.value,
        first.next.?.value, // ~FAULT use-after-free
    );
    std.debug.print("{d}\n", .{total});
}
