// A slice that starts behind its end.
const std = @import("std");

fn tail(s: []const u8, n: usize) []const u8 {
    return s[n..]; // ~PANIC start index 4 is larger than end index 3
}

pub fn main() void {
    std.debug.print("[{s}] [{s}]\n", .{ tail("abc", 1), tail("abc", 3) });
    _ = tail("abc", 4);
}
