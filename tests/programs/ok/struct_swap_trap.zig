// An initialiser is written field by field into its destination.
const std = @import("std");

const Pair = struct { a: i32, b: i32 };

pub fn main() void {
    var p = Pair{ .a = 1, .b = 2 };
    p = .{ .a = p.b, .b = p.a };
    std.debug.print("{d} {d}\n", .{ p.a, p.b });
}
