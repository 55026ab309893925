// break and continue with a label leave several loops at once.
const std = @import("std");

pub fn main() void {
    outer: for (1..5) |a| {
        for (1..5) |b| {
            if (b > a) continue :outer;
            if (a * b == 6) break :outer;
            std.debug.print("{d}x{d} ", .{ a, b });
        }
    }
    std.debug.print("\n", .{});
    var i: u32 = 0;
    rows: while (true) : (i += 1) {
        while (true) {
            if (i < 3) continue :rows;
            break :rows;
        }
    }
    std.debug.print("{d}\n", .{i});
}
