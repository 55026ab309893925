// Operands and arguments are evaluated from left to right.
const std = @import("std");

fn show(n: i32) i32 {
    std.debug.print("{d} ", .{n});
    return n;
}

fn three(a: i32, b: i32, c: i32) i32 {
    return a * 100 + b * 10 + c;
}

pub fn main() void {
    const r = three(show(1), show(2), show(3)) + show(4) * show(5);
    std.debug.print("= {d}\n", .{r});
}
