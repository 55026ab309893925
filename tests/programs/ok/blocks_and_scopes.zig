// A name lives until the end of its block; siblings may reuse it.
const std = @import("std");

pub fn main() void {
    {
        const x = 1;
        std.debug.print("{d}\n", .{x});
    }
    {
        const x = "two";
        std.debug.print("{s}\n", .{x});
    }
}
