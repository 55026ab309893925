// Pointers to fields of a packed struct carry the bit in their type.
const std = @import("std");
const print = std.debug.print;
const Flags = packed struct(u8) { a: u3, b: u4, c: bool };
fn bump(p: *align(1:3:1) u4) void { p.* += 1; }
pub fn main() void {
    var f: Flags = .{ .a = 5, .b = 9, .c = true };
    const p = &f.b;
    print("{s}\n", .{@typeName(@TypeOf(p))});
    bump(p);
    print("{d}\n", .{p.*});
    p.* = 3;
    print("{any} {d}\n", .{ f, @as(u8, @bitCast(f)) });
    const q = &f.c;
    q.* = false;
    print("{} {s}\n", .{ f.c, @typeName(@TypeOf(q)) });
    print("{} {}\n", .{ @bitOffsetOf(Flags, "b"), @offsetOf(Flags, "c") });
    print("{s} {s}\n", .{ @typeName(@TypeOf(&f.a)), @typeName(@TypeOf(&f)) });
}
