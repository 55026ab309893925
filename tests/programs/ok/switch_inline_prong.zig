// inline prongs know the value at compile time.
const std = @import("std");

const Kind = enum { a, bb, ccc };

fn length(k: Kind) usize {
    return switch (k) {
        inline else => |tag| @tagName(tag).len,
    };
}

pub fn main() void {
    std.debug.print("{d} {d} {d}\n", .{ length(.a), length(.bb), length(.ccc) });
}
