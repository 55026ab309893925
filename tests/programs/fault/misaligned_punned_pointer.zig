// An address put together through an extern union is not checked by Zig.
const std = @import("std");

const Pun = extern union { address: usize, pointer: *u32 };

pub fn main() void {
    var a: [16]u8 align(8) = @splat(0); // ~ALLOC
    a[0] = 1;
    const pun = Pun{ .address = @intFromPtr(&a) + 2 };
    pun.pointer.* = 5; // ~FAULT misaligned
    std.debug.print("{any}\n", .{a});
}
