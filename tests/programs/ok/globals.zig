// Global variables live outside every frame; their order does not matter.
const std = @import("std");

var count: u32 = start;
const start = 10 + step;
const step: u32 = 5;

fn tick() void {
    count += step;
}

pub fn main() void {
    tick();
    tick();
    std.debug.print("{d}\n", .{count});
}
