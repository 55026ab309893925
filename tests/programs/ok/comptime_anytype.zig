// anytype takes whatever comes.
const std = @import("std");

fn sum(list: anytype) i64 {
    var total: i64 = 0;
    for (list) |x| total += x;
    return total;
}

fn double(x: anytype) @TypeOf(x) {
    return x + x;
}

pub fn main() void {
    const a = [_]i32{ 1, 2, 3 };
    const b: []const u8 = &.{ 10, 20 };
    std.debug.print("{d} {d}\n", .{ sum(a), sum(b) });
    std.debug.print("{d} {d}\n", .{ double(@as(u16, 300)), double(1.25) });
}
