// A slice whose pointer is odd.
const std = @import("std");

const Parts = extern struct { ptr: usize, len: usize };

pub fn main() void {
    var a: [8]u8 align(8) = @splat(0);
    a[0] = 1;
    var parts = Parts{ .ptr = @intFromPtr(&a) + 1, .len = 2 };
    const s: *const [*]u16 = @ptrCast(&parts.ptr);
    parts.len += 1;
    std.debug.print("{d}\n", .{s.*[0]}); // ~FAULT misaligned
}
