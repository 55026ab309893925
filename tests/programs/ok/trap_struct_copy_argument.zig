// A struct is passed by value: the caller's stays as it is.
const std = @import("std");

const S = struct { list: [3]u8, n: u8 };

fn change(s: S) S {
    var t = s;
    t.list[0] = 99;
    t.n += 1;
    return t;
}

pub fn main() void {
    var s = S{ .list = .{ 1, 2, 3 }, .n = 0 };
    const t = change(s);
    s = change(change(s));
    std.debug.print("{any} {d} {d}\n", .{ t.list, t.n, s.n });
}
