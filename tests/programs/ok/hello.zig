// A program is a function named main; print takes a format and a tuple.
const std = @import("std");

pub fn main() void {
    std.debug.print("Hello, world\n", .{});
}
