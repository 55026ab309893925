//! Floats in nested loops.
const std = @import("std");

const n = 120;

fn product(a: []const f64, b: []const f64, c: []f64) void {
    for (0..n) |row| {
        for (0..n) |column| {
            var sum: f64 = 0;
            for (0..n) |k| {
                sum += a[row * n + k] * b[k * n + column];
            }
            c[row * n + column] = sum;
        }
    }
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const all = try gpa.alloc(f64, 3 * n * n);
    defer gpa.free(all);
    const a = all[0 .. n * n];
    const b = all[n * n .. 2 * n * n];
    const c = all[2 * n * n ..];
    for (a, b, 0..) |*x, *y, i| {
        x.* = @floatFromInt(i % 7);
        y.* = @floatFromInt(i % 5);
    }
    product(a, b, c);
    std.debug.print("{d}\n", .{c[n + 1]});
}
