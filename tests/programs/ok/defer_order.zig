// Defers run in the reverse order of their execution.
const std = @import("std");

pub fn main() void {
    defer std.debug.print("1\n", .{});
    defer std.debug.print("2\n", .{});
    std.debug.print("3\n", .{});
}
