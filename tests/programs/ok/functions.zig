// Arguments are passed by value; a function may call one declared later.
const std = @import("std");

pub fn main() void {
    std.debug.print("{d} {d}\n", .{ add(2, 3), twice(add(1, 1)) });
    nothing();
}

fn add(a: i32, b: i32) i32 {
    return a + b;
}

fn twice(x: i32) i32 {
    return add(x, x);
}

fn nothing() void {}
