// A slice of a slice counts from its own start.
const std = @import("std");

pub fn main() void {
    const digits = "0123456789";
    const outer = digits[2..8];
    const inner = outer[2..4];
    std.debug.print("{s} {s}\n", .{ outer, inner });
}
