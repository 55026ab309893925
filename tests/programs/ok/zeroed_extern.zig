const std = @import("std");
const Shape = union(enum) { circle: struct { r: f64 }, rect: struct { w: f64, h: f64 }, name: []const u8, list: std.ArrayList(u8), none };
fn grow(s: *Shape) void {
    switch (s.*) {
        .circle => |*c| c.r *= 2,
        .rect => |*r| {
            r.w += 1;
            r.h += 1;
        },
        else => {},
    }
}
const Val = extern union { i: u64, f: f64, b: [8]u8 };
const Flags = packed struct(u16) { a: bool, b: u3, c: u4, d: u8 };
const PU = packed union { raw: u16, f: Flags };
pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var shapes = [_]Shape{ .{ .circle = .{ .r = 1 } }, .{ .rect = .{ .w = 2, .h = 3 } }, .{ .name = "n" }, .none };
    for (&shapes) |*s| grow(s);
    std.debug.print("{d} {d}\n", .{ shapes[0].circle.r, shapes[1].rect.h });
    shapes[0] = .{ .list = .empty };
    try shapes[0].list.appendSlice(gpa, "abc");
    const p = &shapes[0].list;
    try p.append(gpa, 'd');
    std.debug.print("{s}\n", .{shapes[0].list.items});
    p.deinit(gpa);
    shapes[0] = .none;
    var v: Val = .{ .f = 1.0 };
    std.debug.print("{x}\n", .{v.i});
    v.b[0] = 1;
    std.debug.print("{x} {d}\n", .{ v.i, v.b[7] });
    var u = PU{ .raw = 0xabcd };
    u.f.b = 0;
    std.debug.print("{x} {d}\n", .{ u.raw, u.f.d });
    var fl: Flags = undefined;
    fl.a = true;
    fl.b = 2;
    fl.c = 3;
    fl.d = 4;
    std.debug.print("{x}\n", .{@as(u16, @bitCast(fl))});
    var arr: [3]Flags = @splat(.{ .a = false, .b = 1, .c = 2, .d = 3 });
    const pf = &arr[1];
    pf.d = 9;
    const pb = &arr[2].b;
    pb.* = 7;
    std.debug.print("{d} {d} {d}\n", .{ arr[1].d, arr[2].b, arr[0].d });
    const X = extern struct { a: u8, b: u32, c: u8 };
    var x: X = undefined;
    x.a = 1;
    x.b = 2;
    x.c = 3;
    var y = x;
    y.a = 4;
    const bytes = std.mem.asBytes(&y);
    std.debug.print("{d} {d} {d}\n", .{ bytes[0], bytes[4], bytes[8] });
    const z = std.mem.zeroes(X);
    const w = std.mem.zeroes(X);
    std.debug.print("{}\n", .{std.mem.eql(u8, std.mem.asBytes(&z), std.mem.asBytes(&w))});
    std.debug.print("{}\n", .{std.meta.eql(x, x)});
}
