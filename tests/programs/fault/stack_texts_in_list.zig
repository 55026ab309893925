const std = @import("std");
fn collect(a: std.mem.Allocator) !std.ArrayList([]const u8) {
    var l: std.ArrayList([]const u8) = .empty;
    var buf: [8]u8 = undefined;
    for (0..2) |i| try l.append(a, try std.fmt.bufPrint(&buf, "n{d}", .{i}));
    return l;
}
pub fn main() !void {
    const a = std.heap.page_allocator;
    var l = try collect(a);
    defer l.deinit(a);
    for (l.items) |s| std.debug.print("{s}\n", .{s}); // ~FAULT dangling-stack
}
