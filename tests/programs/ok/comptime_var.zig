// A comptime var and inline while: the loop is unrolled.
const std = @import("std");

pub fn main() void {
    comptime var i = 0;
    var total: usize = 0;
    inline while (i < 4) : (i += 1) {
        const a: [i]u8 = undefined;
        total += a.len;
    }
    std.debug.print("{d}\n", .{total});
}
