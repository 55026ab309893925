// An optional field, and orelse return.
const std = @import("std");

const User = struct { name: []const u8, email: ?[]const u8 = null };

fn show(u: User) void {
    const email = u.email orelse return std.debug.print("{s}: none\n", .{u.name});
    std.debug.print("{s}: {s}\n", .{ u.name, email });
}

pub fn main() void {
    show(.{ .name = "a" });
    show(.{ .name = "b", .email = "b@x" });
}
