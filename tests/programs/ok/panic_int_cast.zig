// @intCast panics when the value does not fit.
const std = @import("std");

fn narrow(x: i32) u8 {
    return @intCast(x); // ~PANIC integer does not fit in destination type
}

pub fn main() void {
    std.debug.print("{d}\n", .{narrow(255)});
    std.debug.print("{d}\n", .{narrow(-1)});
}
