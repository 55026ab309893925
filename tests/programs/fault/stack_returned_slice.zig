// The same with a slice of a local array.
const std = @import("std");

fn digits(n: u8) []const u8 {
    var buf: [3]u8 = undefined; // ~ALLOC
    buf[0] = '0' + n / 100;
    buf[1] = '0' + n / 10 % 10;
    buf[2] = '0' + n % 10;
    return &buf;
}

pub fn main() void {
    std.debug.print("{s}\n", .{digits(123)}); // ~FAULT dangling-stack
}
