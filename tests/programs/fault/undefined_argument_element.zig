const std = @import("std");
fn add(a: u32, b: u32) u32 {
    return a + b; // ~FAULT undefined-read
}
pub fn main() void {
    var v: [2]u32 = undefined;
    v[0] = 1;
    std.debug.print("{d}\n", .{add(v[0], v[1])});
}
