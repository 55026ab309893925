// A value whose bytes are all zero.
const std = @import("std");

const Thing = struct { a: u32, b: [3]u8, c: ?*u8, d: bool };

pub fn main() void {
    const t = std.mem.zeroes(Thing);
    std.debug.print("{d} {any} {} {}\n", .{ t.a, t.b, t.c == null, t.d });
    const u = std.mem.zeroInit(Thing, .{ .a = 7 });
    std.debug.print("{d} {any}\n", .{ u.a, u.b });
}
