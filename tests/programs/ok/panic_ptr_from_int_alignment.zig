// An address that is not a multiple of four cannot become a *u32.
const std = @import("std");

pub fn main() void {
    var a: [8]u8 align(8) = @splat(0);
    a[0] = 1;
    const addr = @intFromPtr(&a) + 1;
    const p: *u32 = @ptrFromInt(addr); // ~PANIC incorrect alignment
    std.debug.print("{d}\n", .{p.*});
}
