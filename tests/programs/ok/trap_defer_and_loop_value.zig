// A loop that breaks with a value runs the defers of its body first.
const std = @import("std");

pub fn main() void {
    var n: u32 = 0;
    const r = while (n < 10) : (n += 1) {
        defer n += 1;
        if (n > 4) break n;
    } else 99;
    std.debug.print("{d} {d}\n", .{ r, n });
}
