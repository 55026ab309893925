// In a loop a defer runs at the end of every round, break and continue included.
const std = @import("std");

pub fn main() void {
    for (0..5) |i| {
        defer std.debug.print("end {d}\n", .{i});
        if (i == 1) continue;
        if (i == 3) break;
        std.debug.print("body {d}\n", .{i});
    }
}
