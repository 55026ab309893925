// When an error leaves the function the defers run all the same.
const std = @import("std");

fn work(fail: bool) !void {
    defer std.debug.print("closed ", .{});
    if (fail) return error.Broken;
    std.debug.print("worked ", .{});
}

pub fn main() void {
    work(false) catch std.debug.print("failed ", .{});
    work(true) catch std.debug.print("failed ", .{});
    std.debug.print("\n", .{});
}
