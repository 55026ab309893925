// An error union needs {!} or {any}.
const std = @import("std");
fn f() !u32 {
    return 1;
}
pub fn main() void {
    std.debug.print("{d}\n", .{f()}); // ~ERROR invalid format string 'd' for type '
}
