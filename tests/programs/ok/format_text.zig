// Strings: width, padding, precision by slicing.
const std = @import("std");

pub fn main() void {
    const s: []const u8 = "word";
    std.debug.print("[{s:8}] [{s:>8}] [{s:^8}] [{s:-<8}]\n", .{ s, s, s, s });
    std.debug.print("{s} {s}\n", .{ s[0..2], "lit" });
    std.debug.print("{x} {X}\n", .{ s, s });
    std.debug.print("{any} {c}{c}\n", .{ s, s[0], s[1] });
    std.debug.print("{s}\n", .{[_]u8{ 'a', 'b' }});
}
