// Every level hands a pointer to its own variable down.
const std = @import("std");

const Link = struct { n: u32, up: ?*const Link };

fn depth(up: ?*const Link, n: u32) u32 {
    const here = Link{ .n = n, .up = up };
    if (n < 20) return depth(&here, n + 1);
    var sum: u32 = 0;
    var at: ?*const Link = &here;
    while (at) |l| : (at = l.up) sum += l.n;
    return sum;
}

pub fn main() void {
    std.debug.print("{d}\n", .{depth(null, 0)});
}
