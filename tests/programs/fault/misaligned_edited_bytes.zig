// The bytes of a pointer variable are changed by hand.
const std = @import("std");

pub fn main() void {
    var list = [_]u32{ 1, 2, 3 };
    var p: *u32 = &list[0];
    const bytes = std.mem.asBytes(&p);
    bytes[0] += 1;
    std.debug.print("{d}\n", .{p.*}); // ~FAULT misaligned
}
