// A packed struct is an integer with named bits.
const std = @import("std");

const Flags = packed struct(u8) {
    read: bool,
    write: bool = false,
    mode: u3,
    rest: u3 = 0,
};

pub fn main() void {
    var f = Flags{ .read = true, .mode = 5 };
    f.write = true;
    const n: u8 = @bitCast(f);
    std.debug.print("{b:0>8} {d} {d}\n", .{ n, f.mode, @sizeOf(Flags) });
    const g: Flags = @bitCast(@as(u8, 0b1010));
    std.debug.print("{} {} {d}\n", .{ g.read, g.write, g.mode });
    std.debug.print("{d} {d}\n", .{ @bitSizeOf(Flags), @bitOffsetOf(Flags, "mode") });
}
