// expect, and tests that pass, fail and are skipped.
const std = @import("std");
const expect = std.testing.expect;

fn isEven(n: u32) bool {
    return n % 2 == 0;
}

test "two is even" {
    try expect(isEven(2));
}

test "three is even, they say" {
    try expect(isEven(3));
}

test "not today" {
    if (isEven(4)) return error.SkipZigTest;
    try expect(false);
}

test isEven {
    try expect(isEven(0));
}

test {
    try expect(!isEven(1));
}
