// ++ and ** join and repeat arrays at compile time.
const std = @import("std");

const hello = "hello";
const both = hello ++ ", " ++ "world";
const line = "-=" ** 4;

pub fn main() void {
    const a = [_]u8{ 1, 2 } ++ [_]u8{3};
    const zeros = [_]u16{0} ** 3;
    std.debug.print("{s} {s} {any} {any}\n", .{ both, line, a, zeros });
    std.debug.print("{d}\n", .{both.len});
}
