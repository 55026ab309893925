// The continue expression runs after every round, also after continue.
const std = @import("std");

pub fn main() void {
    var i: u32 = 0;
    while (i < 6) : (i += 1) {
        if (i == 2) continue;
        if (i == 5) break;
        std.debug.print("{d} ", .{i});
    }
    std.debug.print("stopped at {d}\n", .{i});
}
