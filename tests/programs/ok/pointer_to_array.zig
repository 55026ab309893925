// A pointer to an array knows its length, can be indexed and sliced.
const std = @import("std");

fn fill(a: *[3]u8, v: u8) void {
    for (a) |*x| x.* = v;
    a[1] = 0;
}

pub fn main() void {
    var a: [3]u8 = undefined;
    fill(&a, 7);
    const p = &a;
    std.debug.print("{any} {d} {any}\n", .{ a, p.len, p[1..] });
}
