// A pointer captured in a loop over a local copy.
const std = @import("std");

fn largest() *i32 {
    var list = [_]i32{ 3, 9, 4 }; // ~ALLOC
    var best = &list[0];
    for (&list) |*x| {
        if (x.* > best.*) best = x;
    }
    return best;
}

pub fn main() void {
    std.debug.print("{d}\n", .{largest().*}); // ~FAULT dangling-stack
}
