// Exchanging and turning round.
const std = @import("std");

pub fn main() void {
    var a: u32 = 1;
    var b: u32 = 2;
    std.mem.swap(u32, &a, &b);
    var s = "hello".*;
    std.mem.reverse(u8, &s);
    var r = [_]u8{ 1, 2, 3, 4, 5 };
    std.mem.rotate(u8, &r, 2);
    std.debug.print("{d} {d} {s} {any}\n", .{ a, b, &s, r });
}
