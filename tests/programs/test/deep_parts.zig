// expectEqualDeep says where the parts differ.
const std = @import("std");
const P = struct { x: u8, y: []const u8 };
const U = union(enum) { a: u8, b: P };

test "array" {
    try std.testing.expectEqualDeep([2]u8{ 1, 2 }, [2]u8{ 1, 3 });
}

test "slice" {
    const a: []const u16 = &.{ 1, 2 };
    const b: []const u16 = &.{ 1, 3 };
    try std.testing.expectEqualDeep(a, b);
}

test "length" {
    const a: []const u16 = &.{ 1, 2 };
    try std.testing.expectEqualDeep(a, a[0..1]);
}

test "struct in slice" {
    const a: []const P = &.{.{ .x = 1, .y = "q" }};
    const b: []const P = &.{.{ .x = 1, .y = "r" }};
    try std.testing.expectEqualDeep(a, b);
}

test "union" {
    try std.testing.expectEqualDeep(U{ .b = .{ .x = 1, .y = "" } }, U{ .b = .{ .x = 2, .y = "" } });
}

test "union tag" {
    try std.testing.expectEqualDeep(U{ .b = .{ .x = 1, .y = "" } }, U{ .a = 1 });
}

test "optional" {
    try std.testing.expectEqualDeep(@as(?P, .{ .x = 1, .y = "" }), @as(?P, .{ .x = 2, .y = "" }));
}

test "error union" {
    try std.testing.expectEqualDeep(@as(anyerror!u8, error.A), @as(anyerror!u8, 1));
}

test "pointer" {
    const a: u8 = 1;
    const b: u8 = 2;
    try std.testing.expectEqualDeep(&a, &b);
}
