// Captures are local to their branch.
const std = @import("std");

pub fn main() void {
    const a: ?u8 = 1;
    const b: ?u8 = 2;
    if (a) |x| std.debug.print("{d} ", .{x});
    if (b) |x| std.debug.print("{d} ", .{x});
    const c = if (a) |x| x + 10 else 0;
    std.debug.print("{d}\n", .{c});
}
