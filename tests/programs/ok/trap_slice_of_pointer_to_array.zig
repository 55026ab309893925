// Slices with constant bounds are pointers to arrays.
const std = @import("std");

pub fn main() void {
    var a = [_]u8{ 1, 2, 3, 4, 5, 6 };
    const p = a[1..4];
    const q = a[2..][0..2];
    var n: usize = 3;
    n += 1;
    const r = a[0..n];
    const s = a[n..][0..2];
    std.debug.print("{s} {s} {s} {s}\n", .{ @typeName(@TypeOf(p)), @typeName(@TypeOf(q)), @typeName(@TypeOf(r)), @typeName(@TypeOf(s)) });
    p[0] = 20;
    q.* = .{ 30, 40 };
    s.* = .{ 50, 60 };
    std.debug.print("{any}\n", .{a});
}
