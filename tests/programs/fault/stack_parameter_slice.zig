const std = @import("std");
fn tail(a: [4]u8) []const u8 {
    return a[1..];
}
pub fn main() void {
    const s = tail("abcd".*);
    if (s[0] == 'b') std.debug.print("b\n", .{}); // ~FAULT dangling-stack
}
