// Allocators on top of each other.
const std = @import("std");

var memory: [4096]u8 = undefined;

pub fn main() !void {
    var fba = std.heap.FixedBufferAllocator.init(&memory);
    for (0..3) |round| {
        var arena = std.heap.ArenaAllocator.init(fba.allocator());
        defer arena.deinit();
        const a = arena.allocator();
        var total: usize = 0;
        for (1..10) |n| {
            const s = try a.alloc(u8, n * 3);
            @memset(s, @intCast(n));
            total += s[0];
        }
        const inner = try a.alloc(u8, 64);
        var small = std.heap.FixedBufferAllocator.init(inner);
        const p = try small.allocator().create(u64);
        p.* = total;
        std.debug.print("{d} {d}\n", .{ round, p.* });
    }
}
