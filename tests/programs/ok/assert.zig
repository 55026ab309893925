// std.debug.assert panics when its condition is false.
const std = @import("std");

fn half(n: u32) u32 {
    std.debug.assert(n % 2 == 0); // ~PANIC reached unreachable code
    return n / 2;
}

pub fn main() void {
    std.debug.print("{d}\n", .{half(8)});
    std.debug.print("{d}\n", .{half(7)});
}
