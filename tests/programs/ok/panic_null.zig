// .? on null panics.
const std = @import("std");

fn get(x: ?u32) u32 {
    return x.?; // ~PANIC attempt to use null value
}

pub fn main() void {
    std.debug.print("{d}\n", .{get(1)});
    std.debug.print("{d}\n", .{get(null)});
}
