// A specifier that does not exist for the type.
const std = @import("std");
pub fn main() void {
    std.debug.print("{s}\n", .{@as(u32, 1)}); // ~ERROR invalid format string 's' for type 'u32'
}
