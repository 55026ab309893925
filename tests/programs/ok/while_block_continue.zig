// The continue expression may be a block of several statements.
const std = @import("std");

pub fn main() void {
    var a: u32 = 0;
    var b: u32 = 10;
    while (a < b) : ({
        a += 1;
        b -= 2;
    }) {
        std.debug.print("{d}-{d} ", .{ a, b });
    }
    std.debug.print("\n", .{});
}
