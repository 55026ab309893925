// Large locals fill the stack quickly.
const std = @import("std");

fn deep(n: u32) u8 {
    var buffer: [64 * 1024]u8 = undefined;
    buffer[0] = @truncate(n);
    return deep(n +% 1) +% buffer[0]; // ~FAULT stack-overflow
}

pub fn main() void {
    std.debug.print("{d}\n", .{deep(0)});
}
