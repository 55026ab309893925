// The general purpose allocator reports at its end whether all came back.
const std = @import("std");

pub fn main() !void {
    var gpa = std.heap.GeneralPurposeAllocator(.{}){};
    defer std.debug.print("{any}\n", .{gpa.deinit()});
    const a = gpa.allocator();
    const s = try a.alloc(u32, 100);
    defer a.free(s);
    for (s, 0..) |*x, i| x.* = @intCast(i);
    std.debug.print("{d}\n", .{s[99]});
}
