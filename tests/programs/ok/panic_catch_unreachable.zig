// catch unreachable promises that no error comes.
const std = @import("std");

fn get(ok: bool) !u32 {
    if (!ok) return error.Missing;
    return 1;
}

pub fn main() void {
    std.debug.print("{d}\n", .{get(true) catch unreachable});
    std.debug.print("{d}\n", .{get(false) catch unreachable}); // ~PANIC attempt to unwrap error: Missing
}
