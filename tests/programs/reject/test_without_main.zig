//! A file without `main` whose tests are what it is about.
const std = @import("std");

fn add(a: i32, b: i32) i32 {
    return a + b;
}

test "a sum" {
    try std.testing.expect(add(1, 2) == 3);
}

test "a mistake" {
    const n: u8 = "a"; // ~ERROR expected type 'u8', found '*const [1:0]u8'
    _ = n;
}
