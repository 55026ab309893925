// expectEqual shows both values.
const std = @import("std");
const testing = std.testing;

const Color = enum { red, green };
const Point = struct { x: i32, y: i32 };

test "numbers" {
    try testing.expectEqual(@as(i32, 5), 2 + 3);
    try testing.expectEqual(@as(i32, 5), @as(i32, 6));
}

test "enums" {
    try testing.expectEqual(Color.red, Color.green);
}

test "optionals" {
    try testing.expectEqual(@as(?u8, 1), @as(?u8, null));
}

test "structs" {
    try testing.expectEqual(Point{ .x = 1, .y = 2 }, Point{ .x = 1, .y = 2 });
    try testing.expectEqual(Point{ .x = 1, .y = 2 }, Point{ .x = 1, .y = 3 });
}

test "bools and types" {
    try testing.expectEqual(true, 1 < 2);
    try testing.expectEqual(u8, @TypeOf(@as(u8, 1)));
}
