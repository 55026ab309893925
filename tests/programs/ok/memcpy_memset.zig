// @memcpy and @memset work on whole slices.
const std = @import("std");

pub fn main() void {
    var a: [6]u8 = undefined;
    @memset(&a, '-');
    @memcpy(a[1..4], "abc");
    std.debug.print("{s}\n", .{&a});
    var n: [3]u32 = undefined;
    @memset(n[0..], 7);
    @memcpy(&n, &[_]u32{ 1, 2, 3 });
    std.debug.print("{any}\n", .{n});
}
