// Positional, named, and run-time widths.
const std = @import("std");

pub fn main() void {
    std.debug.print("{1} {0} {1}\n", .{ 1, 2 });
    std.debug.print("{[b]s} {[a]d}\n", .{ .a = 5, .b = "five" });
    std.debug.print("[{d:[1]}] [{d:.[2]}]\n", .{ 7, 4, 2 });
    std.debug.print("[{[n]d:>[w]}]\n", .{ .n = 3, .w = 6 });
}
