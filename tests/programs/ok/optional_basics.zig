// ?T is a T or null; orelse gives a value instead of null.
const std = @import("std");

fn firstEven(list: []const u32) ?u32 {
    for (list) |x| {
        if (x % 2 == 0) return x;
    }
    return null;
}

pub fn main() void {
    std.debug.print("{any} {any}\n", .{ firstEven(&.{ 1, 4 }), firstEven(&.{3}) });
    std.debug.print("{d}\n", .{firstEven(&.{3}) orelse 0});
    std.debug.print("{d} {}\n", .{ firstEven(&.{6}).?, firstEven(&.{}) == null });
    std.debug.print("{?d} {?d}\n", .{ firstEven(&.{6}), firstEven(&.{5}) });
}
