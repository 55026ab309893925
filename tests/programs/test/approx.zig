// Floats that are nearly equal.
const std = @import("std");
const testing = std.testing;

test "near" {
    try testing.expectApproxEqAbs(@as(f64, 1), 1.0001, 0.001);
    try testing.expectApproxEqRel(@as(f64, 100), 101, 0.02);
}

test "far" {
    try testing.expectApproxEqAbs(@as(f64, 1), 1.5, 0.001);
}
