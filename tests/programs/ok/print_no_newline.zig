// Output ends where the program stopped printing: no newline is added.
const std = @import("std");

pub fn main() void {
    std.debug.print("a", .{});
    std.debug.print("b", .{});
}
