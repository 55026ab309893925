// Trimming, copying, replacing.
const std = @import("std");
const mem = std.mem;

pub fn main() void {
    const padded = "  some text\n";
    std.debug.print("[{s}]\n", .{mem.trim(u8, padded, " \n")});
    std.debug.print("[{s}]\n", .{mem.trimLeft(u8, padded, " ")});
    std.debug.print("[{s}]\n", .{mem.trimRight(u8, "xx--", "-")});
    var a = [_]u8{ 1, 2, 3, 4, 5 };
    mem.copyForwards(u8, a[0..4], a[1..5]);
    std.debug.print("{any}\n", .{a});
    mem.copyBackwards(u8, a[1..], a[0..4]);
    std.debug.print("{any}\n", .{a});
    var buf: [16]u8 = undefined;
    const n = mem.replace(u8, "a-b-c", "-", "::", &buf);
    std.debug.print("{d} {s}\n", .{ n, buf[0..7] });
    mem.replaceScalar(u8, buf[0..7], ':', '.');
    std.debug.print("{s}\n", .{buf[0..7]});
}
