// A test that returns an error fails, one that returns SkipZigTest is skipped.
const std = @import("std");

const Error = error{ Low, High };

fn level(n: u8) Error!u8 {
    if (n < 10) return error.Low;
    if (n > 20) return error.High;
    return n;
}

test "fits" {
    try std.testing.expectEqual(@as(u8, 15), try level(15));
}

test "low" {
    _ = try level(3);
}

test "skips" {
    if (level(3)) |_| {} else |_| return error.SkipZigTest;
}

test "high" {
    std.debug.print("trying\n", .{});
    _ = try level(30);
}

test level {
    try std.testing.expectError(error.High, level(21));
}
