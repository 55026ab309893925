// Integers have any width from 1 to 128 bits, and more.
const std = @import("std");

pub fn main() void {
    const bit: u1 = 1;
    const nibble: u4 = 15;
    const small: i7 = -64;
    const odd: u23 = 8_388_607;
    const big: u64 = 18_446_744_073_709_551_615;
    const huge: i128 = -170141183460469231731687303715884105728;
    const giant: u128 = 340282366920938463463374607431768211455;
    std.debug.print("{d} {d} {d} {d}\n", .{ bit, nibble, small, odd });
    std.debug.print("{d}\n{d}\n{d}\n", .{ big, huge, giant });
}
