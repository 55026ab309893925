// Padding between fields belongs to nobody and disturbs nobody.
const std = @import("std");

const Padded = extern struct { a: u8, b: u64, c: u8 };

pub fn main() void {
    var p = Padded{ .a = 1, .b = 2, .c = 3 };
    var q = p;
    q.b = 5;
    p = q;
    const o: ?Padded = p;
    const e: anyerror!Padded = p;
    std.debug.print("{d} {d}\n", .{ o.?.b, (e catch unreachable).c });
}
