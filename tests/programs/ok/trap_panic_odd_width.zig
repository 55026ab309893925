// The same without wrapping.
const std = @import("std");

pub fn main() void {
    var a: u5 = 29;
    while (true) {
        a += 1; // ~PANIC integer overflow
        std.debug.print("{d} ", .{a});
    }
}
