// A variable that could be a constant.
const std = @import("std");
pub fn main() void {
    var x: u32 = 1; // ~WARN local variable is never mutated
    std.debug.print("{d}\n", .{x});
}
