// A defer belongs to its block, not to the function.
const std = @import("std");

pub fn main() void {
    defer std.debug.print("outer\n", .{});
    {
        defer std.debug.print("inner\n", .{});
        std.debug.print("in the block\n", .{});
    }
    std.debug.print("after the block\n", .{});
}
