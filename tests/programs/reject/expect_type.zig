const std = @import("std");
pub fn main() !void {
    try std.testing.expect(1); // ~ERROR expected type 'bool', found 'comptime_int'
}
