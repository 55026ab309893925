const std = @import("std");
const Inner = packed struct(u8) { lo: u4, hi: u4 };
const F = packed struct(u32) { a: bool, b: u3, c: u4, d: u8, e: Inner, f: i8 };
fn bump(p: anytype) void {
    p.* += 1;
}
pub fn main() void {
    var f: F = .{ .a = false, .b = 1, .c = 2, .d = 3, .e = .{ .lo = 1, .hi = 2 }, .f = -4 };
    std.debug.print("{s}\n{s}\n{s}\n{s}\n{s}\n{s}\n", .{ @typeName(@TypeOf(&f.a)), @typeName(@TypeOf(&f.b)), @typeName(@TypeOf(&f.c)), @typeName(@TypeOf(&f.d)), @typeName(@TypeOf(&f.e)), @typeName(@TypeOf(&f.f)) });
    const p = &f;
    std.debug.print("{s}\n", .{@typeName(@TypeOf(&p.b))});
    const pe = &p.e;
    std.debug.print("{s}\n", .{@typeName(@TypeOf(&pe.hi))});
    bump(&f.b);
    bump(&f.d);
    bump(&f.e.hi);
    bump(&pe.lo);
    bump(&f.f);
    std.debug.print("{any}\n", .{f});
    const S = struct { x: u8, f: F };
    var s: S = .{ .x = 0, .f = f };
    bump(&s.f.c);
    const h = &s.f.e.hi;
    h.* = 15;
    std.debug.print("{any}\n", .{s.f});
    var arr = [_]F{ f, f };
    for (&arr) |*x| {
        bump(&x.b);
        const q = &x.c;
        q.* = 0;
    }
    std.debug.print("{any}\n", .{arr[1]});
    const cf = f;
    std.debug.print("{s} {d}\n", .{ @typeName(@TypeOf(&cf.b)), (&cf.b).* });
    const G = packed struct { x: u3, y: u10, z: u3 };
    var g: G = .{ .x = 1, .y = 2, .z = 3 };
    bump(&g.y);
    std.debug.print("{s} {any}\n", .{ @typeName(@TypeOf(&g.y)), g });
    const PU = packed union { r: u16, g: G };
    var pu: PU = .{ .r = 0 };
    bump(&pu.g.y);
    std.debug.print("{s} {d}\n", .{ @typeName(@TypeOf(&pu.g.y)), pu.r });
    std.debug.print("{s}\n", .{@typeName(@TypeOf(&pu.r))});
    const O = packed struct { a: u24, b: u8 };
    std.debug.print("{d}\n", .{@sizeOf(O)});
    var o: O = .{ .a = 1, .b = 2 };
    std.debug.print("{s} {s}\n", .{ @typeName(@TypeOf(&o.a)), @typeName(@TypeOf(&o.b)) });
    bump(&o.b);
    bump(&o.a);
    std.debug.print("{any}\n", .{o});
}
