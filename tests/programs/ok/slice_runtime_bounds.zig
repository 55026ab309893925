// Bounds known only at run time give a slice whose length is computed.
const std = @import("std");

fn part(a: []const u8, from: usize, to: usize) []const u8 {
    return a[from..to];
}

pub fn main() void {
    const word = "memory";
    for (0..word.len) |i| {
        std.debug.print("{s} ", .{part(word, i, word.len)});
    }
    std.debug.print("[{s}]\n", .{part(word, 6, 6)});
}
