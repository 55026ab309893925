// create and destroy: watch who owns which point.
const std = @import("std");
const Allocator = std.mem.Allocator;

const Point = struct {
    x: i32,
    y: i32 = 0,

    fn move(self: *Point, dx: i32, dy: i32) void {
        self.x += dx;
        self.y += dy;
    }
};

fn makePoint(gpa: Allocator, x: i32) !*Point {
    const p = try gpa.create(Point);
    p.* = .{ .x = x };
    return p;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;

    const a = try makePoint(gpa, 10);
    defer gpa.destroy(a);
    const b = try makePoint(gpa, 20);

    a.move(1, 2);
    b.* = a.*; // copies the value, not the pointer
    b.move(5, 5);
    std.debug.print("a = {d},{d}\n", .{ a.x, a.y });
    std.debug.print("b = {d},{d}\n", .{ b.x, b.y });
    gpa.destroy(b);
}
