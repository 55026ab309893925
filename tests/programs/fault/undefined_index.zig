// An index without a value.
const std = @import("std");

pub fn main() void {
    const a = [_]u8{ 1, 2, 3 };
    var i: usize = undefined;
    if (a.len == 0) i = 0;
    std.debug.print("{d}\n", .{a[i]}); // ~FAULT undefined-read
}
