const std = @import("std");
const N = struct { v: u64, next: ?*N };
pub fn main() !void {
    var gpa = std.heap.DebugAllocator(.{}).init;
    const a = gpa.allocator();
    const old = try a.create(N); // ~ALLOC
    old.* = .{ .v = 1, .next = null };
    a.destroy(old); // ~FREE
    for (0..70000) |_| {
        const p = try a.create(N);
        p.* = .{ .v = 2, .next = null };
        a.destroy(p);
    }
    const p = try a.create(N);
    p.* = .{ .v = 3, .next = null };
    old.v = 9; // ~FAULT use-after-free
    a.destroy(p);
}
