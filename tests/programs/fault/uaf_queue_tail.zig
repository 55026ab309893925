const std = @import("std");
const Q = struct {
    head: ?*N = null,
    tail: ?*N = null,
    const N = struct { v: u32, next: ?*N = null };
    fn push(q: *Q, a: std.mem.Allocator, v: u32) !void {
        const n = try a.create(N); // ~ALLOC
        n.* = .{ .v = v };
        if (q.tail) |t| t.next = n else q.head = n; // ~FAULT use-after-free
        q.tail = n;
    }
    fn pop(q: *Q, a: std.mem.Allocator) ?u32 {
        const n = q.head orelse return null;
        q.head = n.next;
        const v = n.v;
        a.destroy(n); // ~FREE
        return v;
    }
};
pub fn main() !void {
    var q: Q = .{};
    const a = std.heap.page_allocator;
    try q.push(a, 1);
    _ = q.pop(a);
    try q.push(a, 2);
}
