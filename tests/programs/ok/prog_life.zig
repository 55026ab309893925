// Conway's game of life on a small torus.
const std = @import("std");

const W = 8;
const H = 6;
const Grid = [H][W]bool;

fn neighbours(g: *const Grid, y: usize, x: usize) u8 {
    var n: u8 = 0;
    for ([_]usize{ H - 1, 0, 1 }) |dy| {
        for ([_]usize{ W - 1, 0, 1 }) |dx| {
            if (dy == 0 and dx == 0) continue;
            if (g[(y + dy) % H][(x + dx) % W]) n += 1;
        }
    }
    return n;
}

fn step(g: Grid) Grid {
    var next: Grid = undefined;
    for (&next, 0..) |*row, y| {
        for (row, 0..) |*cell, x| {
            const n = neighbours(&g, y, x);
            cell.* = n == 3 or (n == 2 and g[y][x]);
        }
    }
    return next;
}

pub fn main() void {
    var g: Grid = @splat(@splat(false));
    for ([_][2]usize{ .{ 0, 1 }, .{ 1, 2 }, .{ 2, 0 }, .{ 2, 1 }, .{ 2, 2 } }) |p| g[p[0]][p[1]] = true;
    for (0..4) |_| g = step(g);
    for (g) |row| {
        for (row) |c| std.debug.print("{c}", .{@as(u8, if (c) '#' else '.')});
        std.debug.print("\n", .{});
    }
}
