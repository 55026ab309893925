// A pool hands out many objects of one type.
const std = @import("std");

const Particle = struct { x: f32, alive: bool };

pub fn main() !void {
    var pool = std.heap.MemoryPool(Particle).init(std.heap.page_allocator);
    defer pool.deinit();
    const a = try pool.create();
    const b = try pool.create();
    a.* = .{ .x = 1, .alive = true };
    b.* = .{ .x = 2, .alive = false };
    pool.destroy(a);
    const c = try pool.create();
    c.* = .{ .x = 3, .alive = true };
    std.debug.print("{d} {d}\n", .{ b.x, c.x });
}
