// Naming an undefined value without using it.
const std = @import("std");

fn ignore(_: u32) void {}

pub fn main() void {
    var x: u32 = undefined;
    _ = &x;
    ignore(x);
    const y = x;
    _ = y;
    x = 3;
    std.debug.print("{d}\n", .{x});
}
