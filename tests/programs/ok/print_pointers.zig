// {*} prints an address; the type stands before it.
const std = @import("std");

pub fn main() void {
    var x: u32 = 5;
    var buf: [64]u8 = undefined;
    const s = std.fmt.bufPrint(&buf, "{*}", .{&x}) catch return;
    std.debug.print("{s}\n", .{s[0..4]});
    x += 1;
    std.debug.print("{d} {any}\n", .{ (&x).*, x });
}
