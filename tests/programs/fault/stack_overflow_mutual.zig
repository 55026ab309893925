// Two functions that call each other for ever.
const std = @import("std");

fn ping(n: u32) u32 {
    return pong(n +% 1);
}

fn pong(n: u32) u32 {
    return ping(n +% 2);
}

pub fn main() void { // ~FAULT-ANYWHERE stack-overflow
    std.debug.print("{d}\n", .{ping(0)});
}
