const std = @import("std");

const Point = struct { x: u64, y: u64 };
const Node = struct { value: u32, next: ?*Node };
const Kind = enum { idle, busy, done };
const Shape = union(enum) { circle: f64, square: u32, none };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var point = Point{ .x = 1, .y = 2 };
    const p = &point;
    var list = [_]u32{ 3, 4, 5 };
    list[0] += 1;
    var items: std.ArrayList(u32) = .empty;
    defer items.deinit(gpa);
    try items.appendSlice(gpa, &.{ 1, 2, 3 });
    var tail = Node{ .value = 2, .next = null };
    var node = Node{ .value = 1, .next = &tail };
    tail.value += 1;
    node.value += 1;
    var a = [_]i32{ 1, 2, 3, 4 };
    var b: []i32 = &a;
    b[3] += 5;
    var name: []const u8 = "hello";
    var done = false;
    var f: f64 = 1.5;
    var kind = Kind.idle;
    var shape = Shape{ .circle = 1.0 };
    var maybe: ?u32 = 4;
    if (point.x == 99) {
        name = "x";
        done = true;
        f = 2;
        kind = .busy;
        shape = .none;
        maybe = null;
        b = b[1..];
    }
    var sum: u64 = 0;
    var i: u64 = 0;
    while (i < N) : (i += 1) {
        sum +%= point.x;
    }
    std.debug.print("{d} {d} {d} {any} {any} {any}\n", .{ sum, p.y, list[1], kind, shape, maybe });
    std.debug.print("{s} {any} {d} {d}\n", .{ name, done, f, node.next.?.value });
}

const N = 20_000_000;
