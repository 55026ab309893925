// Arithmetic that says whether it overflowed.
const std = @import("std");

pub fn main() void {
    const a, const o = @addWithOverflow(@as(u8, 200), 100);
    const m = @mulWithOverflow(@as(i8, 100), 2);
    const s = @subWithOverflow(@as(u4, 3), 5);
    const l = @shlWithOverflow(@as(u8, 0b1100_0000), 1);
    std.debug.print("{d} {d} | {d} {d} | {d} {d} | {d} {d}\n", .{ a, o, m[0], m[1], s[0], s[1], l[0], l[1] });
}
