// Integers of different width meet in the wider one.
const std = @import("std");

pub fn main() void {
    var a: u8 = 200;
    var b: u16 = 1000;
    var c: i32 = -5;
    a += 0;
    b += 0;
    c += 0;
    std.debug.print("{d} {s}\n", .{ a + b, @typeName(@TypeOf(a + b)) });
    std.debug.print("{d} {s}\n", .{ b * c, @typeName(@TypeOf(b, c)) });
    std.debug.print("{} {}\n", .{ a > c, c < b });
}
