// The arguments of print are a tuple.
const std = @import("std");
pub fn main() void {
    std.debug.print("{d}\n", 5); // ~ERROR expected tuple or struct argument, found comptime_int
}
