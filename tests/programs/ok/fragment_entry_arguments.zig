// --entry with arguments of its own. // ~NOT-ZIG // ~ARGS --entry 'show(allocator, 3)'
const std = @import("std");

fn show(allocator: std.mem.Allocator, n: usize) !void {
    const s = try allocator.alloc(u8, n);
    defer allocator.free(s);
    @memset(s, 'x');
    std.debug.print("{s}\n", .{s});
}
