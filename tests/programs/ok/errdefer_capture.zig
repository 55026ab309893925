// errdefer |e| sees the error that leaves.
const std = @import("std");

fn f(n: u8) !void {
    errdefer |e| std.debug.print("leaving with {s}\n", .{@errorName(e)});
    if (n == 1) return error.First;
    if (n == 2) return error.Second;
}

pub fn main() void {
    for (0..3) |n| f(@intCast(n)) catch {};
}
