// A type parameter makes a function generic; each type has its instance.
const std = @import("std");

fn max(comptime T: type, a: T, b: T) T {
    return if (a > b) a else b;
}

pub fn main() void {
    std.debug.print("{d} {d} {d}\n", .{ max(i32, -1, 2), max(f64, 1.5, 0.5), max(u8, 7, 7) });
}
