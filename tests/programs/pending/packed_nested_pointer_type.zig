const std = @import("std");
const Inner = packed struct(u8) { lo: u4, hi: u4 };
const F = packed struct(u32) { a: u16, e: Inner, f: i8 };
pub fn main() void {
    var f: F = .{ .a = 1, .e = .{ .lo = 1, .hi = 2 }, .f = -4 };
    std.debug.print("{s}\n", .{@typeName(@TypeOf(&f.e.hi))});
    f.a = 2;
}
