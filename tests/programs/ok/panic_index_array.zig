// The same for an array itself.
const std = @import("std");

pub fn main() void {
    var a = [_]u8{ 1, 2 };
    var i: usize = 0;
    while (i < 5) : (i += 1) {
        a[i] += 1; // ~PANIC index out of bounds: index 2, len 2
    }
    std.debug.print("never\n", .{});
}
