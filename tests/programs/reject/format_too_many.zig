// More arguments than placeholders.
const std = @import("std");
pub fn main() void {
    std.debug.print("{d}\n", .{ 1, 2 }); // ~ERROR unused argument in '{d}
}
