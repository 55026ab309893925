//! Many small functions that call each other.
const std = @import("std");

fn isEven(n: u32) bool {
    if (n == 0) return true;
    return isOdd(n - 1);
}

fn isOdd(n: u32) bool {
    if (n == 0) return false;
    return isEven(n - 1);
}

fn ways(steps: u32) u32 {
    if (steps <= 1) return 1;
    return ways(steps - 1) + ways(steps - 2);
}

pub fn main() void {
    var even: u32 = 0;
    var n: u32 = 0;
    while (n < 1000) : (n += 1) {
        if (isEven(n)) even += 1;
    }
    std.debug.print("{d} {d}\n", .{ even, ways(28) });
}
