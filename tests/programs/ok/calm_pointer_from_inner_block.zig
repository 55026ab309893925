// A pointer that leaves a block is fine when what it points to lives outside.
const std = @import("std");

fn larger(a: *i32, b: *i32) *i32 {
    return if (a.* > b.*) a else b;
}

pub fn main() void {
    var x: i32 = 1;
    var y: i32 = 2;
    var p: *i32 = &x;
    {
        const q = larger(&x, &y);
        p = q;
    }
    p.* = 10;
    var best: *i32 = &x;
    var list = [_]i32{ 4, 8, 6 };
    for (&list) |*e| {
        if (e.* > best.*) best = e;
    }
    best.* = 0;
    std.debug.print("{d} {d} {any}\n", .{ x, y, list });
}
