// Sizes and alignments.
const std = @import("std");

const S = struct { a: u8, b: u64, c: u16 };

pub fn main() void {
    std.debug.print("{d} {d}\n", .{ @sizeOf(S), @alignOf(S) });
    std.debug.print("{d} {d} {d}\n", .{ @sizeOf(u24), @sizeOf(i128), @alignOf(u128) });
    std.debug.print("{d} {d} {d}\n", .{ @sizeOf(?u8), @sizeOf(?*u8), @sizeOf([]u8) });
    std.debug.print("{d} {d} {d}\n", .{ @sizeOf(anyerror!u32), @sizeOf(void), @sizeOf([3]u16) });
    std.debug.print("{d} {d}\n", .{ @bitSizeOf(u7), @sizeOf(union(enum) { a: u32, b: u8 }) });
}
