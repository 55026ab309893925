// bufPrint formats into a buffer of one's own.
const std = @import("std");

pub fn main() !void {
    var buf: [16]u8 = undefined;
    const s = try std.fmt.bufPrint(&buf, "{d}-{s}", .{ 42, "x" });
    std.debug.print("{s} {d}\n", .{ s, s.len });
    const e = std.fmt.bufPrint(buf[0..3], "{d}", .{123456});
    std.debug.print("{any}\n", .{e});
    const z = try std.fmt.bufPrintZ(&buf, "{d}", .{7});
    std.debug.print("{s} {d}\n", .{ z, z[z.len] });
}
