// Nodes inside larger heap blocks, found again through their links.
const std = @import("std");

const Job = struct { id: u32, node: std.DoublyLinkedList.Node = .{} };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var queue: std.DoublyLinkedList = .{};
    for (0..4) |i| {
        const job = try gpa.create(Job);
        job.* = .{ .id = @intCast(i) };
        queue.append(&job.node);
    }
    while (queue.popFirst()) |node| {
        const job: *Job = @fieldParentPtr("node", node);
        std.debug.print("{d} ", .{job.id});
        gpa.destroy(job);
    }
    std.debug.print("\n", .{});
}
