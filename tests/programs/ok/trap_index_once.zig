// The index of a compound assignment is computed once, before the value.
const std = @import("std");

var i: usize = 0;

fn next() usize {
    i += 1;
    return i;
}

pub fn main() void {
    var a = [_]u32{ 0, 0, 0, 0 };
    a[next()] += @intCast(next());
    std.debug.print("{any} {d}\n", .{ a, i });
    i = 0;
    a[i] = @intCast(next() * 10);
    std.debug.print("{any}\n", .{a});
}
