// A defer that was not reached does not run.
const std = @import("std");

fn f(early: bool) void {
    defer std.debug.print("first\n", .{});
    if (early) return;
    defer std.debug.print("second\n", .{});
}

pub fn main() void {
    f(true);
    f(false);
}
