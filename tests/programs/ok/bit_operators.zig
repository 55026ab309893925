// and, or, xor, not, shifts.
const std = @import("std");

pub fn main() void {
    const a: u8 = 0b1100_1010;
    const b: u8 = 0b0000_1111;
    std.debug.print("{b} {b} {b} {b}\n", .{ a & b, a | b, a ^ b, ~a });
    std.debug.print("{d} {d}\n", .{ a << 1, a >> 4 });
    const s: i8 = -64;
    std.debug.print("{d} {d}\n", .{ s >> 2, ~s });
    var x: u32 = 1;
    x <<= 5;
    x |= 3;
    x &= ~@as(u32, 1);
    x ^= 0xf0;
    x >>= 1;
    std.debug.print("{d}\n", .{x});
}
