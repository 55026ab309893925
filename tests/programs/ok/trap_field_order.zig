// Fields are evaluated in the order in which they are written.
const std = @import("std");

fn say(n: u32) u32 {
    std.debug.print("{d} ", .{n});
    return n;
}

const S = struct { a: u32, b: u32 = 7, c: u32 };

pub fn main() void {
    const s = S{ .c = say(1), .a = say(2) };
    const t: [3]u32 = .{ say(3), say(4), say(5) };
    std.debug.print("= {d}{d}{d} {any}\n", .{ s.a, s.b, s.c, t });
}
