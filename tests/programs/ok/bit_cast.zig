// @bitCast keeps the bits and changes the type.
const std = @import("std");

pub fn main() void {
    const f: f32 = 1.5;
    const bits: u32 = @bitCast(f);
    const n: i8 = -1;
    const u: u8 = @bitCast(n);
    const a: [4]u8 = @bitCast(@as(u32, 0x04030201));
    std.debug.print("{x} {d} {any}\n", .{ bits, u, a });
    const back: f32 = @bitCast(bits + 1);
    std.debug.print("{}\n", .{back > f});
}
