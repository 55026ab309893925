// The tag type may be an enum of one's own.
const std = @import("std");

const Tag = enum { int, float };
const Number = union(Tag) {
    int: i64,
    float: f64,
};

pub fn main() void {
    const n = Number{ .float = 2.5 };
    const tag: Tag = n;
    std.debug.print("{t} {}\n", .{ tag, @as(Tag, n) == .float });
    if (n == .float) std.debug.print("{d}\n", .{n.float});
    std.debug.print("{any}\n", .{n});
}
