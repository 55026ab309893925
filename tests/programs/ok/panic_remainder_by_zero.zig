// So does the remainder.
const std = @import("std");

pub fn main() void {
    var n: u32 = 2;
    while (true) : (n -= 1) {
        std.debug.print("{d}\n", .{10 % n}); // ~PANIC division by zero
    }
}
