// A slice of slices: the inner ones are freed before the outer.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const rows = try gpa.alloc([]u32, 3);
    defer gpa.free(rows);
    for (rows, 1..) |*row, n| {
        row.* = try gpa.alloc(u32, n);
        for (row.*, 0..) |*cell, i| cell.* = @intCast(n * 10 + i);
    }
    defer for (rows) |row| gpa.free(row);
    for (rows) |row| std.debug.print("{any}\n", .{row});
}
