// usize is the type of lengths and indices: 64 bits here.
const std = @import("std");

pub fn main() void {
    const text = "hello";
    var n: usize = text.len;
    n = n * 2 + 1;
    std.debug.print("{d} {d}\n", .{ n, @sizeOf(usize) });
}
