// A placeholder that is not closed.
const std = @import("std");
pub fn main() void {
    std.debug.print("{d\n", .{1}); // ~ERROR missing closing }
}
