// Fields are reached through a pointer with the same dot.
const std = @import("std");

const Node = struct { value: i32, left: *const i32 };

pub fn main() void {
    const leaf: i32 = 5;
    var n = Node{ .value = 1, .left = &leaf };
    const p = &n;
    p.value = 2;
    p.*.value += 1;
    std.debug.print("{d} {d}\n", .{ n.value, p.left.* });
}
