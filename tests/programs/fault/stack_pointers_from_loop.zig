const std = @import("std");
pub fn main() void {
    var ptrs: [3]*u32 = undefined;
    for (0..3) |i| {
        var v: u32 = @intCast(i);
        v *= 2;
        ptrs[i] = &v;
    }
    var s: u32 = 0;
    for (ptrs) |p| s += p.*; // ~FAULT dangling-stack
    std.debug.print("{d}\n", .{s});
}
