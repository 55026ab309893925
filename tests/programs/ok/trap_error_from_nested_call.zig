// An error made deep inside travels through three functions.
const std = @import("std");

fn third(n: u32) !u32 {
    defer std.debug.print("3 ", .{});
    if (n > 2) return error.TooDeep;
    return n;
}

fn second(n: u32) !u32 {
    errdefer std.debug.print("2 failed ", .{});
    defer std.debug.print("2 ", .{});
    return try third(n) + 1;
}

pub fn main() !void {
    defer std.debug.print("main\n", .{});
    std.debug.print("{d}\n", .{try second(1)});
    std.debug.print("{d}\n", .{try second(3)});
}
