// The classic: exchanging two values through pointers.
const std = @import("std");

fn swap(a: *i32, b: *i32) void {
    const t = a.*;
    a.* = b.*;
    b.* = t;
}

pub fn main() void {
    var list = [_]i32{ 3, 1, 2 };
    swap(&list[0], &list[1]);
    swap(&list[1], &list[2]);
    std.debug.print("{any}\n", .{list});
}
