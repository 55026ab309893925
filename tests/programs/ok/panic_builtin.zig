// @panic ends the program with its own words; no defer runs.
const std = @import("std");

pub fn main() void {
    defer std.debug.print("never\n", .{});
    std.debug.print("before\n", .{});
    @panic("out of cheese"); // ~PANIC out of cheese
}
