// A pointer has an address too.
const std = @import("std");

pub fn main() void {
    var a: i32 = 1;
    var b: i32 = 2;
    var p = &a;
    const pp = &p;
    pp.*.* = 10;
    pp.* = &b;
    p.* = 20;
    std.debug.print("{d} {d} {d}\n", .{ a, b, pp.*.* });
}
