// A megabyte on the stack.
const std = @import("std");

pub fn main() void {
    var big: [1 << 20]u8 = undefined;
    big[0] = 1;
    big[big.len - 1] = 2;
    std.debug.print("{d} {d}\n", .{ big[0] + big[big.len - 1], big.len });
}
