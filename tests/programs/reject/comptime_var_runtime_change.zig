// A comptime var cannot be changed under a run-time condition.
const std = @import("std");
pub fn main() void {
    var n: u8 = 1;
    n += 1;
    comptime var i = 0;
    if (n == 2) i += 1; // ~ERROR store to comptime variable depends on runtime condition
    std.debug.print("{d}\n", .{i});
}
