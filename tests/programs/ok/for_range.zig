// for over a range; the counter is a usize.
const std = @import("std");

pub fn main() void {
    for (3..7) |i| std.debug.print("{d} ", .{i});
    for (0..3) |_| std.debug.print("* ", .{});
    for (5..5) |_| std.debug.print("never", .{});
    std.debug.print("\n", .{});
}
