// A reset arena can be used again.
const std = @import("std");

pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer arena.deinit();
    for (0..3) |round| {
        const a = arena.allocator();
        const s = try std.fmt.allocPrint(a, "round {d}", .{round});
        std.debug.print("{s}\n", .{s});
        _ = arena.reset(.retain_capacity);
    }
    _ = arena.reset(.free_all);
}
