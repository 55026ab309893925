// No files but the standard streams. // ~NOT-ZIG
const std = @import("std");
pub fn main() !void {
    const f = try std.fs.cwd().openFile("x", .{}); // ~ERROR is not in undefer's subset of Zig
    f.close();
}
