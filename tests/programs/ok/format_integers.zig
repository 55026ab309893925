// Bases, width, fill, alignment, sign.
const std = @import("std");

pub fn main() void {
    const n: i32 = 42;
    std.debug.print("{x} {X} {b} {o}\n", .{ 255, 255, n, n });
    std.debug.print("[{d:5}] [{d:<5}] [{d:^5}] [{d:>5}]\n", .{ n, n, n, n });
    std.debug.print("[{d:0>5}] [{d:*^6}] [{x:0>4}]\n", .{ n, n, n });
    std.debug.print("{d} {d:5} {x}\n", .{ -n, -n, -n });
    std.debug.print("{c} {u} {d}\n", .{ 65, 0x1F600, 'A' });
}
