// A usize below zero is an overflow too.
const std = @import("std");

fn last(list: []const u8) usize {
    return list.len - 1; // ~PANIC integer overflow
}

pub fn main() void {
    std.debug.print("{d}\n", .{last("abc")});
    std.debug.print("{d}\n", .{last("")});
}
