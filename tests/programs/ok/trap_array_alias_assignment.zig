// Assigning an array to a field of a copy does not touch the original.
const std = @import("std");

const Grid = struct { rows: [2][2]u8 };

pub fn main() void {
    var a = Grid{ .rows = .{ .{ 1, 2 }, .{ 3, 4 } } };
    var b = a;
    b.rows[0] = a.rows[1];
    a.rows[1] = .{ 9, 9 };
    const p = &a.rows[0];
    a.rows = b.rows;
    std.debug.print("{any} {any} {any}\n", .{ a.rows, b.rows, p.* });
}
