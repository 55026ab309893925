// Slices of slices, pointers to arrays.
const std = @import("std");

pub fn main() void {
    const words = [_][]const u8{ "ab", "c" };
    const grid = [2][2]u8{ .{ 1, 2 }, .{ 3, 4 } };
    std.debug.print("{any}\n{any}\n", .{ words, grid });
    std.debug.print("{any} {d}\n", .{ &[_]u8{ 1, 2 }, words[0].len });
    std.debug.print("{x}\n", .{&[_]u8{ 255, 16 }});
}
