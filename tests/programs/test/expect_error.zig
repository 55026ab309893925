// expectError wants one error.
const std = @import("std");
const testing = std.testing;

const E = error{ Empty, Full };

fn pop(n: u8) E!u8 {
    if (n == 0) return error.Empty;
    return n - 1;
}

test "the right error" {
    try testing.expectError(error.Empty, pop(0));
}

test "the wrong error" {
    try testing.expectError(error.Full, pop(0));
}

test "no error" {
    try testing.expectError(error.Empty, pop(5));
}

test "an error that leaves the test" {
    _ = try pop(1);
    _ = try pop(0);
}
