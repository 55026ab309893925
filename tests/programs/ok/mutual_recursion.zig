// Two functions may call each other.
const std = @import("std");

fn isEven(n: u32) bool {
    return if (n == 0) true else isOdd(n - 1);
}

fn isOdd(n: u32) bool {
    return if (n == 0) false else isEven(n - 1);
}

pub fn main() void {
    std.debug.print("{} {}\n", .{ isEven(10), isOdd(10) });
}
