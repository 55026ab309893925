// An errdefer counts only while its block is open, and only for errors that leave it.
const std = @import("std");

fn f(n: u8) !u8 {
    errdefer std.debug.print("outer ", .{});
    {
        errdefer std.debug.print("inner ", .{});
        if (n == 1) return error.One;
    }
    for (0..2) |i| {
        errdefer std.debug.print("loop{d} ", .{i});
        if (n == 2 and i == 1) return error.Two;
    }
    const x = g(n) catch 7;
    return x;
}

fn g(n: u8) !u8 {
    errdefer std.debug.print("g ", .{});
    return if (n == 3) error.Three else n;
}

pub fn main() void {
    for (0..4) |n| {
        const r = f(@intCast(n)) catch |e| {
            std.debug.print("{t}\n", .{e});
            continue;
        };
        std.debug.print("{d}\n", .{r});
    }
}
