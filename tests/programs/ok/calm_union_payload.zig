// A small active field leaves the rest of the union unwritten.
const std = @import("std");

const U = union(enum) { small: u8, large: [16]u8, none };

pub fn main() void {
    var list: [3]U = .{ .{ .small = 1 }, .none, .{ .large = @splat(2) } };
    const t = list[0];
    list[0] = list[2];
    list[2] = t;
    for (list) |u| switch (u) {
        .small => |n| std.debug.print("small {d}\n", .{n}),
        .large => |a| std.debug.print("large {d}\n", .{a[15]}),
        .none => std.debug.print("none\n", .{}),
    };
}
