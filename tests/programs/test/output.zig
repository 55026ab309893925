// What a test prints stands in its line.
const std = @import("std");

test "prints" {
    std.debug.print("hello\n", .{});
    std.debug.print("no newline", .{});
}

test "quiet" {}
