// A global array can be changed through a pointer.
const std = @import("std");

var table = [_]u8{ 1, 2, 3 };
var flags: [4]bool = .{false} ** 4;

pub fn main() void {
    const p = &table[1];
    p.* = 20;
    flags[3] = true;
    std.debug.print("{any} {any}\n", .{ table, flags });
}
