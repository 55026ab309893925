// @alignCast panics when the address is not aligned.
const std = @import("std");

fn word(bytes: []const u8) u32 {
    const p: *align(1) const u32 = @ptrCast(bytes.ptr);
    const q: *const u32 = @alignCast(p); // ~PANIC incorrect alignment
    return q.*;
}

pub fn main() void {
    var a: [8]u8 align(4) = @splat(1);
    a[0] = 0;
    std.debug.print("{x}\n", .{word(a[4..])});
    std.debug.print("{x}\n", .{word(a[1..])});
}
