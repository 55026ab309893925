// Overflow at 128 bits.
const std = @import("std");

pub fn main() void {
    var a: i128 = std.math.maxInt(i128) - 1;
    a += 1;
    std.debug.print("{d}\n", .{a});
    a += 1; // ~PANIC integer overflow
}
