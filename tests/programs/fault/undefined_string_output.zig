// A buffer that is printed beyond what was written.
const std = @import("std");

pub fn main() !void {
    var buf: [8]u8 = undefined;
    _ = try std.fmt.bufPrint(&buf, "{d}", .{123});
    std.debug.print("{s}\n", .{&buf}); // ~FAULT undefined-read
}
