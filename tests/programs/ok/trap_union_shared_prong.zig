// One prong for several fields of the same type.
const std = @import("std");

const V = union(enum) {
    a: u32,
    b: u32,
    c: []const u8,

    fn number(self: V) ?u32 {
        return switch (self) {
            .a, .b => |n| n,
            .c => null,
        };
    }

    fn name(self: V) []const u8 {
        return switch (self) {
            inline else => |_, tag| @tagName(tag),
        };
    }
};

pub fn main() void {
    for ([_]V{ .{ .a = 1 }, .{ .b = 2 }, .{ .c = "x" } }) |v| {
        std.debug.print("{s} {?d}, ", .{ v.name(), v.number() });
    }
    std.debug.print("\n", .{});
}
