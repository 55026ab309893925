// || joins two error sets.
const std = @import("std");

const A = error{ One, Two };
const B = error{ Two, Three };
const Both = A || B;

fn f(n: u8) Both!u8 {
    if (n == 1) return A.One;
    if (n == 2) return error.Two;
    if (n == 3) return B.Three;
    return n;
}

pub fn main() void {
    for (0..4) |n| {
        const r = f(@intCast(n)) catch |e| {
            std.debug.print("{s} ", .{@errorName(e)});
            continue;
        };
        std.debug.print("{d} ", .{r});
    }
    std.debug.print("{}\n", .{A.Two == B.Two});
}
