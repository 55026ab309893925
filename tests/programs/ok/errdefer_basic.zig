// errdefer runs only when the function returns an error.
const std = @import("std");

fn build(fail: bool) !u32 {
    errdefer std.debug.print("undo ", .{});
    defer std.debug.print("always ", .{});
    if (fail) return error.Failed;
    return 5;
}

pub fn main() void {
    std.debug.print("{d}\n", .{build(false) catch 0});
    std.debug.print("{d}\n", .{build(true) catch 0});
}
