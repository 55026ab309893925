// Counting and turning bits.
const std = @import("std");

pub fn main() void {
    const x: u32 = 0b0001_0110;
    std.debug.print("{d} {d} {d}\n", .{ @popCount(x), @clz(x), @ctz(x) });
    std.debug.print("{x} {x}\n", .{ @byteSwap(@as(u32, 0x11223344)), @bitReverse(@as(u8, 0b0000_0011)) });
    std.debug.print("{d} {d}\n", .{ @clz(@as(u7, 1)), @ctz(@as(u16, 0)) });
    const y: u16 = @truncate(@as(u32, 0x12345678));
    const z: i8 = @truncate(@as(i32, 0x1ff));
    std.debug.print("{x} {d}\n", .{ y, z });
}
