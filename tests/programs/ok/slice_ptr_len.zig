// A slice's parts: .ptr and .len.
const std = @import("std");

pub fn main() void {
    var a = [_]u8{ 1, 2, 3 };
    var s: []u8 = &a;
    s.ptr[1] = 9;
    s.len = 2;
    std.debug.print("{any} {}\n", .{ s, s.ptr == &a });
}
