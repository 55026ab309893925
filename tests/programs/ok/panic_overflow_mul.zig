// Multiplication, in 32 bits.
const std = @import("std");

pub fn main() void {
    var f: i32 = 1;
    for (1..20) |i| {
        f *= @intCast(i); // ~PANIC integer overflow
        std.debug.print("{d} ", .{f});
    }
}
