// The format is known at compile time.
const std = @import("std");
pub fn main() void {
    var f: []const u8 = "x";
    f = "y";
    std.debug.print(f, .{}); // ~ERROR unable to resolve comptime value
}
