// defer and errdefer share one queue.
const std = @import("std");

fn f(steps: u32) !void {
    defer std.debug.print("d1 ", .{});
    errdefer std.debug.print("e2 ", .{});
    if (steps < 1) return error.A;
    defer std.debug.print("d3 ", .{});
    errdefer std.debug.print("e4 ", .{});
    if (steps < 2) return error.B;
}

pub fn main() void {
    for (0..3) |n| {
        f(@intCast(n)) catch {};
        std.debug.print("\n", .{});
    }
}
