// Standard output through a buffered writer, flushed at the end.
const std = @import("std");

pub fn main() !void {
    var buffer: [64]u8 = undefined;
    var file = std.fs.File.stdout().writer(&buffer);
    const out = &file.interface;
    try out.print("to stdout {d}\n", .{1});
    try out.writeAll("and more\n");
    std.debug.print("to stderr\n", .{});
    try out.writeByte('!');
    try out.flush();
}
