// Not a number is no integer either.
const std = @import("std");

fn int(x: f64) i32 {
    return @intFromFloat(x); // ~PANIC integer part of floating point value out of bounds
}

pub fn main() void {
    std.debug.print("{d}\n", .{int(-7.9)});
    std.debug.print("{d}\n", .{int(std.math.inf(f64))});
}
