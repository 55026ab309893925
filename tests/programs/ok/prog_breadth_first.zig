// Shortest paths in a grid with a queue.
const std = @import("std");

const map = [_][]const u8{
    "..#....",
    ".##.##.",
    "....#..",
    ".##...#",
};

const Pos = struct { y: usize, x: usize };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var distance: [map.len][map[0].len]?u32 = @splat(@splat(null));
    var queue: std.ArrayList(Pos) = .empty;
    defer queue.deinit(gpa);
    try queue.append(gpa, .{ .y = 0, .x = 0 });
    distance[0][0] = 0;
    var head: usize = 0;
    while (head < queue.items.len) : (head += 1) {
        const p = queue.items[head];
        const steps = [_][2]i32{ .{ 0, 1 }, .{ 1, 0 }, .{ 0, -1 }, .{ -1, 0 } };
        for (steps) |s| {
            const y = @as(i32, @intCast(p.y)) + s[0];
            const x = @as(i32, @intCast(p.x)) + s[1];
            if (y < 0 or x < 0 or y >= map.len or x >= map[0].len) continue;
            const q = Pos{ .y = @intCast(y), .x = @intCast(x) };
            if (map[q.y][q.x] == '#' or distance[q.y][q.x] != null) continue;
            distance[q.y][q.x] = distance[p.y][p.x].? + 1;
            try queue.append(gpa, q);
        }
    }
    for (distance) |row| {
        for (row) |d| {
            if (d) |n| std.debug.print("{d:>3}", .{n}) else std.debug.print("  #", .{});
        }
        std.debug.print("\n", .{});
    }
}
