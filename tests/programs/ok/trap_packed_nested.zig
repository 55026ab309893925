// Packed structs inside packed structs, with enums and bools.
const std = @import("std");

const Mode = enum(u2) { off, slow, fast };
const Inner = packed struct { mode: Mode, on: bool };
const Reg = packed struct(u16) { low: u4, inner: Inner, sign: i5 = 0, rest: u4 = 0 };

pub fn main() void {
    var r = Reg{ .low = 0xa, .inner = .{ .mode = .fast, .on = true } };
    r.sign = -3;
    r.inner.mode = .slow;
    const bits: u16 = @bitCast(r);
    std.debug.print("{b:0>16} {d} {t} {any}\n", .{ bits, r.sign, r.inner.mode, r.inner });
    var array = [_]Reg{r} ** 2;
    array[1].low = 1;
    const p = &array[1];
    p.inner.on = false;
    std.debug.print("{d} {d} {}\n", .{ array[0].low, array[1].low, array[1].inner.on });
}
