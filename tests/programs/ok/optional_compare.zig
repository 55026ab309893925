// An optional is compared with a plain value directly.
const std = @import("std");

pub fn main() void {
    var x: ?u32 = 3;
    std.debug.print("{} {} ", .{ x == 3, x != 4 });
    x = null;
    std.debug.print("{} {}\n", .{ x == 3, x != null });
}
