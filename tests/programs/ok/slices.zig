// A slice is a pointer and a length; it shares the array's memory.
const std = @import("std");

pub fn main() void {
    var a = [_]i32{ 10, 20, 30, 40, 50 };
    const all: []i32 = &a;
    const mid = all[1..4];
    mid[0] = 21;
    std.debug.print("{d} {d} {any}\n", .{ all.len, mid.len, mid });
    std.debug.print("{d} {any}\n", .{ a[1], all[3..] });
}
