// A function can be kept in a variable and passed on.
const std = @import("std");

fn add(a: i32, b: i32) i32 {
    return a + b;
}

fn mul(a: i32, b: i32) i32 {
    return a * b;
}

fn fold(list: []const i32, start: i32, f: *const fn (i32, i32) i32) i32 {
    var r = start;
    for (list) |x| r = f(r, x);
    return r;
}

pub fn main() void {
    const list = [_]i32{ 1, 2, 3, 4 };
    std.debug.print("{d} {d}\n", .{ fold(&list, 0, add), fold(&list, 1, &mul) });
    var op: *const fn (i32, i32) i32 = add;
    op = mul;
    std.debug.print("{d} {}\n", .{ op(6, 7), op == &mul });
}
