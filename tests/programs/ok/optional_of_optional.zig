// An optional of an optional, and of a slice.
const std = @import("std");

pub fn main() void {
    var a: ??u8 = null;
    std.debug.print("{} ", .{a == null});
    a = @as(?u8, null);
    std.debug.print("{} ", .{a == null});
    std.debug.print("{} ", .{a.? == null});
    a = 7;
    std.debug.print("{d}\n", .{a.?.?});
    const s: ?[]const u8 = "text";
    std.debug.print("{?s} {d}\n", .{ s, s.?.len });
}
