// A panic below several calls, with defers pending that never run.
const std = @import("std");

fn at(items: []const u8, index: usize) u8 {
    defer std.debug.print("never\n", .{});
    return items[index];
}

fn sum(items: []const u8) u32 {
    var total: u32 = 0;
    for (0..9) |i| total += at(items, i);
    return total;
}

pub fn main() void {
    std.debug.print("{d}\n", .{sum(&.{ 1, 2, 3 })});
}
