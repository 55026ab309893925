// How {any} prints the compound types.
const std = @import("std");

const Color = enum { red, green };
const Shape = union(enum) { dot, circle: u8, box: struct { w: u8 } };
const Point = struct { x: i32, y: ?i32 };

pub fn main() void {
    const opt: ?Color = .green;
    const none: ?u8 = null;
    std.debug.print("{any} {any} {any}\n", .{ Color.red, opt, none });
    std.debug.print("{any} {any}\n", .{ Shape{ .circle = 3 }, @as(Shape, .dot) });
    std.debug.print("{any} {any}\n", .{ Shape{ .box = .{ .w = 1 } }, Point{ .x = 1, .y = null } });
    std.debug.print("{any} {any}\n", .{ [_]Point{.{ .x = 1, .y = 2 }}, .{ 1, "a", true } });
    std.debug.print("{any} {any}\n", .{ [0]u8{}, @as(anyerror!u8, error.Bad) });
    std.debug.print("{any} {any}\n", .{ u8, {} });
    std.debug.print("{t} {?} {!}\n", .{ Color.red, opt, @as(anyerror!u8, 5) });
}
