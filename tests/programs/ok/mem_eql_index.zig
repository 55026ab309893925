// Comparing and searching slices.
const std = @import("std");
const mem = std.mem;

pub fn main() void {
    const s = "the cat sat";
    std.debug.print("{} {}\n", .{ mem.eql(u8, s[0..3], "the"), mem.eql(u8, s, "the") });
    std.debug.print("{?d} {?d}\n", .{ mem.indexOf(u8, s, "cat"), mem.indexOf(u8, s, "dog") });
    std.debug.print("{?d} {?d}\n", .{ mem.indexOfScalar(u8, s, 'a'), mem.lastIndexOfScalar(u8, s, 'a') });
    std.debug.print("{} {}\n", .{ mem.startsWith(u8, s, "the"), mem.endsWith(u8, s, "at") });
    std.debug.print("{d}\n", .{mem.count(u8, s, "at")});
    std.debug.print("{}\n", .{mem.eql(i32, &.{ 1, 2 }, &[_]i32{ 1, 2 })});
}
