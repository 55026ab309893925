// Every compound assignment of tier one.
const std = @import("std");

pub fn main() void {
    var n: i64 = 100;
    n += 11;
    n -= 1;
    n *= 3;
    std.debug.print("{d}\n", .{n});
    var u: u64 = 1000;
    u /= 7;
    u %= 100;
    std.debug.print("{d}\n", .{u});
    var a = [_]i32{ 1, 2, 3 };
    a[1] += 40;
    std.debug.print("{any}\n", .{a});
}
