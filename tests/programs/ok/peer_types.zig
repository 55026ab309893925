// if branches of different types meet in a common one.
const std = @import("std");

fn f(c: bool) i32 {
    const small: u8 = 200;
    const big: i16 = -3;
    return if (c) small else big;
}

fn g(c: bool) ?u8 {
    const x: u8 = 5;
    return if (c) x else null;
}

pub fn main() void {
    std.debug.print("{d} {d} {any} {any}\n", .{ f(true), f(false), g(true), g(false) });
    var c = true;
    c = !c;
    const s = if (c) "long text" else "short";
    std.debug.print("{s} {s}\n", .{ s, @typeName(@TypeOf(s)) });
}
