// Arrays of arrays lie in one piece of memory.
const std = @import("std");

pub fn main() void {
    var grid: [2][3]u8 = .{ .{ 1, 2, 3 }, .{ 4, 5, 6 } };
    grid[1][2] = 60;
    const row = grid[1];
    grid[1][0] = 40;
    std.debug.print("{any} {d} {d}\n", .{ row, grid[1][0], @sizeOf(@TypeOf(grid)) });
    for (grid) |r| {
        for (r) |x| std.debug.print("{d} ", .{x});
    }
    std.debug.print("\n", .{});
}
