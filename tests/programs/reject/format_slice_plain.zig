// A slice needs {s} or {any}.
const std = @import("std");
pub fn main() void {
    const x: []const u8 = "a";
    std.debug.print("{}\n", .{x}); // ~ERROR cannot format slice without a specifier (i.e. {s}, {x}, {b64}, or {any})
}
