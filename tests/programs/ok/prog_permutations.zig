// All orders of three letters, by swapping in place.
const std = @import("std");

fn permute(s: []u8, from: usize) void {
    if (from == s.len) {
        std.debug.print("{s} ", .{s});
        return;
    }
    for (from..s.len) |i| {
        std.mem.swap(u8, &s[from], &s[i]);
        permute(s, from + 1);
        std.mem.swap(u8, &s[from], &s[i]);
    }
}

pub fn main() void {
    var s = [_]u8{ 'a', 'b', 'c' };
    permute(&s, 0);
    std.debug.print("\n", .{});
}
