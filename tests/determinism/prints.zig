// Output in small pieces.
const std = @import("std");

pub fn main() void {
    for (0..2000) |i| {
        std.debug.print("{d:>5}|{x}|{s}\n", .{ i, i * i, if (i % 2 == 0) "even" else "odd" });
    }
}
