// From one local variable into another.
const std = @import("std");

pub fn main() void {
    var a: [2]u64 = .{ 1, 2 }; // ~ALLOC
    var b: [2]u64 = .{ 3, 4 };
    const p: [*]u64 = &a;
    const q: [*]u64 = &b;
    q[0] += 1;
    p[2] = 9; // ~FAULT out-of-bounds
}
