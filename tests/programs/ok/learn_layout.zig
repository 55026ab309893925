// Packed and extern layout, bit casts, pointers into bytes.
const std = @import("std");
const print = std.debug.print;
const Packed = packed struct {
    a: u3,
    b: bool,
    c: u4 = 5,
};
const Ext = extern struct { a: u8, b: u32, c: u16 };
const U = extern union { i: u32, f: f32, b: [4]u8 };
const Flags = packed struct(u8) { r: bool = false, w: bool = false, x: bool = false, _: u5 = 0 };
pub fn main() void {
    var p = Packed{ .a = 5, .b = true };
    print("{d} {d} {any}\n", .{ @sizeOf(Packed), @bitSizeOf(Packed), p });
    print("{b:0>8}\n", .{@as(u8, @bitCast(p))});
    p.c = 15;
    p.a +%= 4;
    print("{d} {d} {x}\n", .{ p.a, p.c, @as(u8, @bitCast(p)) });
    const q: Packed = @bitCast(@as(u8, 0b1010_1_011));
    print("{any}\n", .{q});
    print("{d} {d} {d}\n", .{ @sizeOf(Ext), @offsetOf(Ext, "b"), @offsetOf(Ext, "c") });
    var u: U = .{ .f = 1.0 };
    print("{x} {d}\n", .{ u.i, u.b[3] });
    u.i = 0x40490fdb;
    print("{d:.4}\n", .{u.f});
    const f = Flags{ .r = true, .x = true };
    print("{d}\n", .{@as(u8, @bitCast(f))});
    const x: u32 = 0x11223344;
    const bytes = std.mem.asBytes(&x);
    print("{x} {x}\n", .{ bytes[0], bytes.* });
    const back = std.mem.bytesToValue(u32, bytes);
    print("{x}\n", .{back});
    print("{x}\n", .{std.mem.readInt(u16, bytes[0..2], .big)});
    var w: [4]u8 = undefined;
    std.mem.writeInt(u32, &w, 0xdeadbeef, .big);
    print("{x}\n", .{w});
    print("{x}\n", .{std.mem.nativeToBig(u16, 0x1234)});
    const fl: f32 = @bitCast(@as(u32, 0x3f800000));
    print("{d}\n", .{fl});
    var arr = [_]u16{ 1, 2, 3 };
    const sl: []u8 = std.mem.sliceAsBytes(&arr);
    print("{any}\n", .{sl});
    const many: [*]u16 = &arr;
    print("{d} {d}\n", .{ many[1], (many + 2)[0] });
    const ip: usize = @intFromPtr(&arr[1]);
    const pp: *u16 = @ptrFromInt(ip);
    print("{d}\n", .{pp.*});
    const s2 = many[0..2];
    print("{any} {s}\n", .{ s2, @typeName(@TypeOf(s2)) });
    print("{d} {d} {d}\n", .{ @alignOf(u32), @sizeOf(?*u8), @sizeOf(?u32) });
    print("{d} {d}\n", .{ @sizeOf([]u8), @sizeOf(struct { a: u8, b: u64, c: u8 }) });
    const one: *u16 = &arr[0];
    const as_arr: *[1]u16 = one;
    print("{d}\n", .{as_arr.len});
    var grid = [_][3]u8{.{ 0, 0, 0 }} ** 2;
    grid[1][2] = 7;
    print("{any}\n", .{grid});
    const cp = &arr;
    for (cp) |*e| e.* += 1;
    print("{any} {d}\n", .{ cp.*, cp.len });
    var v: u8 = 3;
    const vp = &v;
    const vpp = &vp;
    vpp.*.* = 9;
    print("{d}\n", .{v});
    const opt_ptr: ?*u8 = &v;
    if (opt_ptr) |o| o.* += 1;
    print("{d} {}\n", .{ v, opt_ptr != null });
    const cs: [:0]const u8 = "zs";
    print("{d} {d}\n", .{ cs[2], cs.len });
    const arr2: [3:0]u8 = .{ 1, 2, 3 };
    print("{d} {d}\n", .{ arr2[3], arr2.len });
    print("{any}\n", .{@as([2]bool, .{ true, false })});
    const sent = arr[0..2 :4];
    _ = sent;
}
