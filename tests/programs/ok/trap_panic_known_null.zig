// Taking what is not there panics when it runs, even where the compiler could know.
const std = @import("std");

pub fn main() void {
    const x: ?i32 = null;
    std.debug.print("before\n", .{});
    std.debug.print("{d}\n", .{x.?}); // ~PANIC attempt to use null value
}
