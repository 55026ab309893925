// Computing with it.
const std = @import("std");

pub fn main() void {
    var total: u32 = undefined;
    for (0..3) |i| {
        total +%= @intCast(i); // ~FAULT undefined-read
    }
    std.debug.print("{d}\n", .{total});
}
