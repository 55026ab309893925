// An if or a block hands the destination's type to its branches.
const std = @import("std");

const Color = struct { r: u8, g: u8, b: u8 };

fn pick(bright: bool) Color {
    return if (bright) .{ .r = 255, .g = 255, .b = 0 } else .{ .r = 1, .g = 2, .b = 3 };
}

pub fn main() void {
    const n: u16 = 300;
    const small: u8 = if (n > 255) 255 else @intCast(n);
    std.debug.print("{d} {d} {d}\n", .{ small, pick(true).r, pick(false).b });
}
