// A function fills a variable that starts undefined.
const std = @import("std");

const Point = struct { x: i32, y: i32 };

fn init(p: *Point, n: i32) void {
    p.x = n;
    p.y = -n;
}

fn divide(a: u32, b: u32, rest: *u32) u32 {
    rest.* = a % b;
    return a / b;
}

pub fn main() void {
    var p: Point = undefined;
    init(&p, 5);
    var rest: u32 = undefined;
    const q = divide(17, 5, &rest);
    std.debug.print("{d} {d} {d} {d}\n", .{ p.x, p.y, q, rest });
}
