// A discarded name that is used.
const std = @import("std");
pub fn main() void {
    const x = 1;
    _ = x; // ~WARN pointless discard of local constant
    std.debug.print("{d}\n", .{x});
}
