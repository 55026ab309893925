// A sliding window over a slice.
const std = @import("std");

pub fn main() void {
    var w = std.mem.window(u8, "abcde", 3, 2);
    while (w.next()) |part| std.debug.print("{s} ", .{part});
    std.debug.print("\n", .{});
}
