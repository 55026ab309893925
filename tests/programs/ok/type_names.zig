// Types as @typeName prints them.
const std = @import("std");

const Node = struct { next: ?*Node };
fn Box(comptime T: type) type {
    return struct { v: T };
}

pub fn main() void {
    inline for (.{
        u8,             []const u8, [*]u8,    [*:0]const u8,     [:0]u8,       [3]i32, [2:0]u8,
        ?*Node,         *const Node, *[4]u8,  anyerror!void,     error{A}!u32, bool,   f32,
        fn (i32) void,  *const fn (u8, bool) anyerror!u8,        Box(u8),      type,
        @TypeOf(null),  @TypeOf(1),  @TypeOf(1.5), @TypeOf(.lit), @TypeOf(undefined),
        struct { u8, bool }, comptime_int, noreturn, anyopaque, *align(8) u32,
    }) |T| std.debug.print("{s}\n", .{@typeName(T)});
}
