// Printing it.
const std = @import("std");

pub fn main() void {
    var n: u8 = undefined;
    if (false) n = 1;
    std.debug.print("{d}\n", .{n}); // ~FAULT undefined-read
}
