// A writer over a buffer.
const std = @import("std");

pub fn main() !void {
    var buffer: [16]u8 = undefined;
    var w = std.Io.Writer.fixed(&buffer);
    try w.print("{d}+{d}", .{ 1, 2 });
    try w.writeAll("=3");
    std.debug.print("{s}\n", .{w.buffered()});
    const e = w.print("{s}", .{"much too long for this"});
    std.debug.print("{any}\n", .{e});
}
