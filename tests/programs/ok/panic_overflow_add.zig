// Arithmetic that does not fit its type panics.
const std = @import("std");

pub fn main() void {
    var n: u8 = 250;
    while (true) {
        std.debug.print("{d} ", .{n});
        n += 2; // ~PANIC integer overflow
    }
}
