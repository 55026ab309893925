// @splat fills an array with one value.
const std = @import("std");

pub fn main() void {
    const a: [4]u8 = @splat(7);
    var grid: [2][2]i32 = @splat(@splat(-1));
    grid[0][1] = 5;
    std.debug.print("{any} {any} {any}\n", .{ a, grid[0], grid[1] });
}
