// catch |e| and else |e| give the error itself.
const std = @import("std");

const E = error{ Small, Large };

fn check(n: u32) E!u32 {
    if (n < 10) return E.Small;
    if (n > 20) return E.Large;
    return n;
}

pub fn main() void {
    const v = check(5) catch |e| blk: {
        std.debug.print("{s} ", .{@errorName(e)});
        break :blk 10;
    };
    std.debug.print("{d}\n", .{v});
    if (check(25)) |x| {
        std.debug.print("{d}\n", .{x});
    } else |e| {
        std.debug.print("{}\n", .{e});
    }
    if (check(15)) |x| std.debug.print("{d}\n", .{x}) else |_| unreachable;
}
