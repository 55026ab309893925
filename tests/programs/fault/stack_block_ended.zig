// A variable dies at the end of its block.
const std = @import("std");

pub fn main() void {
    var p: *u32 = undefined;
    {
        var x: u32 = 1; // ~ALLOC
        p = &x;
        p.* += 1;
    }
    std.debug.print("{d}\n", .{p.*}); // ~FAULT dangling-stack
}
