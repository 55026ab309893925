// An error that leaves main runs the defers and ends the program.
const std = @import("std");

fn open(name: []const u8) !void {
    if (name.len == 0) return error.NoName;
}

pub fn main() !void {
    defer std.debug.print("cleaned up\n", .{});
    try open("a");
    std.debug.print("opened\n", .{});
    try open("");
    std.debug.print("never\n", .{});
}
