// align(N) asks for an alignment.
const std = @import("std");

const Padded = struct { a: u8, b: u8 align(8) };

pub fn main() void {
    var x: [3]u8 align(32) = .{ 1, 2, 3 };
    x[0] = 9;
    std.debug.print("{d} {d}\n", .{ @intFromPtr(&x) % 32, x[0] });
    std.debug.print("{d} {d}\n", .{ @sizeOf(Padded), @alignOf(Padded) });
    const p: *align(4) u8 = @alignCast(&x[0]);
    std.debug.print("{d} {s}\n", .{ p.*, @typeName(@TypeOf(p)) });
}
