// &x takes the address, p.* goes there.
const std = @import("std");

fn increment(p: *u32) void {
    p.* += 1;
}

pub fn main() void {
    var x: u32 = 41;
    const p = &x;
    increment(p);
    increment(&x);
    std.debug.print("{d} {d} {}\n", .{ x, p.*, p == &x });
}
