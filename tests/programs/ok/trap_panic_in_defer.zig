// A panic inside a defer.
const std = @import("std");

fn f(n: u8) void {
    defer std.debug.print("{d}\n", .{10 / n}); // ~PANIC division by zero
    std.debug.print("body ", .{});
}

pub fn main() void {
    f(5);
    f(0);
}
