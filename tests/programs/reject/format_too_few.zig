// Fewer arguments than placeholders.
const std = @import("std");
pub fn main() void {
    std.debug.print("{d} {d}\n", .{1}); // ~ERROR too few arguments
}
