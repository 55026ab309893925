// An arena frees everything at once.
const std = @import("std");

pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer arena.deinit();
    const a = arena.allocator();
    var sum: usize = 0;
    for (1..20) |n| {
        const s = try a.alloc(u8, n);
        @memset(s, @intCast(n));
        sum += s[n - 1];
    }
    const p = try a.create(u64);
    p.* = sum;
    std.debug.print("{d}\n", .{p.*});
}
