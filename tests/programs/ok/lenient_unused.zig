// A draft: what Zig refuses as unused is a warning here, and it runs. // ~NOT-ZIG
const std = @import("std");

fn add(a: i32, b: i32, c: i32) i32 { // ~WARN unused function parameter
    return a + b;
}

pub fn main() void {
    const z = 5; // ~WARN unused local constant
    var n = add(1, 2, 3); // ~WARN local variable is never mutated
    std.debug.print("{d}\n", .{n});
    return;
    std.debug.print("never\n", .{}); // ~WARN unreachable code
}
