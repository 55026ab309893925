// Layouts that are promised: packed and extern structs and unions.
const std = @import("std");
const print = std.debug.print;
const Full = packed struct { number: u16 };
const Divided = packed struct { half1: u8, quarter3: u4, quarter4: u4 };
const BitField = packed struct { a: u3, b: u3, c: u2 };
const Mixed = packed struct(u32) { e: enum(u2) { x, y, z }, f: i5, g: bool, h: u24 };
const U = packed union { i: u32, f: f32 };
const Ext = extern struct { a: u8, b: u32, c: u16 };
const EU = extern union { a: u32, b: [4]u8 };
pub fn main() void {
    const full = Full{ .number = 0x1234 };
    const divided: Divided = @bitCast(full);
    print("{x} {x} {x}\n", .{ divided.half1, divided.quarter3, divided.quarter4 });
    const ordered: [2]u8 = @bitCast(full);
    print("{x} {x}\n", .{ ordered[0], ordered[1] });
    var bf = BitField{ .a = 1, .b = 2, .c = 3 };
    bf.b +%= 7;
    bf.c -= 1;
    print("{any} {b:0>8}\n", .{ bf, @as(u8, @bitCast(bf)) });
    print("{d} {d} {d}\n", .{ @bitSizeOf(BitField), @sizeOf(Mixed), @bitOffsetOf(BitField, "c") });
    var m: Mixed = .{ .e = .z, .f = -3, .g = true, .h = 0xABCDEF };
    m.f -= 1;
    print("{any} {x}\n", .{ m, @as(u32, @bitCast(m)) });
    const u = U{ .f = 1.0 };
    print("{x}\n", .{u.i});
    print("{d} {d} {d}\n", .{ @sizeOf(Ext), @offsetOf(Ext, "b"), @offsetOf(Ext, "c") });
    const eu = EU{ .a = 0x01020304 };
    print("{any}\n", .{eu.b});
    print("{}\n", .{m == m});
    const pa = BitField{ .a = 1, .b = 2, .c = 3 };
    print("{}\n", .{pa == BitField{ .a = 1, .b = 2, .c = 3 }});
    const arr = [2]packed struct { x: u4, y: u4 }{ .{ .x = 1, .y = 2 }, .{ .x = 3, .y = 4 } };
    print("{d} {d}\n", .{ arr[1].y, @sizeOf(@TypeOf(arr)) });
    switch (@as(packed struct { a: bool, b: bool }, .{ .a = true, .b = false }).a) { true => print("t\n", .{}), false => {} }
    const Nested = packed struct { lo: BitField, hi: u8 };
    var n: Nested = .{ .lo = pa, .hi = 9 };
    n.lo.b = 5;
    print("{any}\n", .{n});
}
