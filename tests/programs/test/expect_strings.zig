// Strings and slices show where they differ.
const std = @import("std");
const testing = std.testing;

test "equal strings" {
    try testing.expectEqualStrings("same", "sa" ++ "me");
}

test "unequal strings" {
    try testing.expectEqualStrings("kitten", "sitting");
}

test "equal slices" {
    try testing.expectEqualSlices(u32, &.{ 1, 2 }, &[_]u32{ 1, 2 });
}

test "starts and ends" {
    try testing.expectStringStartsWith("undefer", "und");
    try testing.expectStringEndsWith("undefer", "fer");
}
