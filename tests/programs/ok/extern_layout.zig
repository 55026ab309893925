// An extern struct is laid out in the order of its fields.
const std = @import("std");

const E = extern struct { a: u8, b: u32, c: u8 };

pub fn main() void {
    std.debug.print("{d} {d} {d} {d}\n", .{ @sizeOf(E), @offsetOf(E, "b"), @offsetOf(E, "c"), @alignOf(E) });
    const U = extern union { i: u32, f: f32 };
    const u = U{ .f = 1.0 };
    std.debug.print("{x}\n", .{u.i});
}
