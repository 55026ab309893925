// if as a statement and as an expression, with an else-if chain.
const std = @import("std");

fn sign(x: i32) []const u8 {
    if (x < 0) {
        return "negative";
    } else if (x == 0) {
        return "zero";
    } else {
        return "positive";
    }
}

pub fn main() void {
    std.debug.print("{s} {s} {s}\n", .{ sign(-5), sign(0), sign(9) });
    var n: u32 = 3;
    n += 1;
    const parity = if (n % 2 == 0) "even" else "odd";
    std.debug.print("{s}\n", .{parity});
}
