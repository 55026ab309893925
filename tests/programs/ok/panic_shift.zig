// <<  loses no bits silently with @shlExact.
const std = @import("std");

fn up(x: u8, n: u3) u8 {
    return @shlExact(x, n); // ~PANIC left shift overflowed bits
}

pub fn main() void {
    std.debug.print("{d}\n", .{up(3, 2)});
    std.debug.print("{d}\n", .{up(200, 1)});
}
