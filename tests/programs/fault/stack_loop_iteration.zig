// A variable of a loop's body dies with its round.
const std = @import("std");

pub fn main() void {
    var first: ?*usize = null;
    for (0..3) |i| {
        var x: usize = i; // ~ALLOC
        x += 10;
        if (first) |p| {
            std.debug.print("{d}\n", .{p.*}); // ~FAULT dangling-stack
        } else first = &x;
    }
}
