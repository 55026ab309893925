const std = @import("std");
const S = struct { a: ?u32 };
fn get(s: S) ?*const u32 {
    if (s.a) |*x| return x;
    return null;
}
pub fn main() void {
    const p = get(.{ .a = 5 }).?;
    std.debug.print("{d}\n", .{p.*}); // ~FAULT dangling-stack
}
