// Source and destination must be of one length.
const std = @import("std");

fn copy(to: []u8, from: []const u8) void {
    @memcpy(to, from); // ~PANIC source and destination arguments have non-equal lengths
}

pub fn main() void {
    var b: [3]u8 = undefined;
    copy(&b, "abc");
    std.debug.print("{s}\n", .{&b});
    copy(&b, "ab");
}
