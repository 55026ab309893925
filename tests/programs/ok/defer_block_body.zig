// A defer may hold a block; it sees the values at the time when it runs.
const std = @import("std");

pub fn main() void {
    var n: u32 = 1;
    defer {
        n *= 2;
        std.debug.print("{d}\n", .{n});
    }
    n = 10;
}
