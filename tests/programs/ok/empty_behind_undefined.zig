const std = @import("std");
pub fn main() void {
    var p: [*]i32 = undefined;
    var n: usize = 0;
    _ = .{ &p, &n };
    const s = p[0..n];
    std.debug.print("{d}\n", .{s.len});
    for (s) |x| std.debug.print("{d}\n", .{x});
    @memset(s, 0);
    var d: [4]i32 = undefined;
    @memcpy(d[0..n], s);
    std.debug.print("{}\n", .{std.mem.eql(i32, s, d[0..0])});
    std.mem.copyForwards(i32, d[0..], s);
    var t: []i32 = undefined;
    t.len = 0;
    for (t) |*x| x.* = 1;
    t = d[0..2];
    const e: []u8 = &.{};
    std.debug.print("{d} {s}|\n", .{ t.len, e });
    std.debug.print("{s}|{any}\n", .{ @as([]const u8, @ptrCast(s)), s });
    @memmove(d[0..n], s);
}
