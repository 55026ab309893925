// A float too large for the integer.
const std = @import("std");

fn int(x: f64) u8 {
    return @intFromFloat(x); // ~PANIC integer part of floating point value out of bounds
}

pub fn main() void {
    std.debug.print("{d}\n", .{int(255.9)});
    std.debug.print("{d}\n", .{int(256)});
}
