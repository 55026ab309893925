// An optional needs {?} or {any}.
const std = @import("std");
pub fn main() void {
    const x: ?u32 = 1;
    std.debug.print("{d}\n", .{x}); // ~ERROR invalid format string 'd' for type '?u32'
}
