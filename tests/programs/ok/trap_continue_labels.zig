// continue with a label runs the continue expression of that loop.
const std = @import("std");

pub fn main() void {
    var i: u32 = 0;
    outer: while (i < 4) : (i += 1) {
        var j: u32 = 0;
        while (j < 4) : (j += 1) {
            if (j == i) continue :outer;
            if (i == 3) break :outer;
            std.debug.print("{d}{d} ", .{ i, j });
        }
        std.debug.print("| ", .{});
    }
    std.debug.print("{d}\n", .{i});
}
