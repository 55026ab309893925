// A function may name the errors that it can return.
const std = @import("std");

const MathError = error{ Negative, TooLarge };

fn root(n: i32) MathError!i32 {
    if (n < 0) return MathError.Negative;
    if (n > 100) return error.TooLarge;
    var r: i32 = 0;
    while ((r + 1) * (r + 1) <= n) r += 1;
    return r;
}

pub fn main() !void {
    std.debug.print("{d} {d}\n", .{ try root(50), try root(100) });
    _ = root(-1) catch |e| std.debug.print("{any}\n", .{e});
}
