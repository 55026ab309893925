// Reading a field that is not active.
const std = @import("std");

const U = union(enum) { a: u32, b: bool };

fn get(u: U) u32 {
    return u.a; // ~PANIC access of union field 'a' while field 'b' is active
}

pub fn main() void {
    std.debug.print("{d}\n", .{get(.{ .a = 1 })});
    std.debug.print("{d}\n", .{get(.{ .b = true })});
}
