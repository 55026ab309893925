const std = @import("std");
const T = union(enum) { leaf: u32, node: *[2]T };
fn free(a: std.mem.Allocator, t: T) void {
    switch (t) {
        .leaf => {},
        .node => |n| {
            a.destroy(n); // ~FREE
            free(a, n[0]); // ~FAULT use-after-free
            free(a, n[1]);
        },
    }
}
pub fn main() !void {
    const a = std.heap.page_allocator;
    const n = try a.create([2]T); // ~ALLOC
    n.* = .{ .{ .leaf = 1 }, .{ .leaf = 2 } };
    free(a, .{ .node = n });
}
