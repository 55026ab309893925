// A switch over a small integer needs no else when all values are there.
const std = @import("std");

fn bits(n: u2) u32 {
    return switch (n) {
        0 => 0,
        1, 2 => 1,
        3 => 2,
    };
}

pub fn main() void {
    std.debug.print("{d} {d}\n", .{ bits(3), bits(2) });
    const b = switch (bits(1) == 1) {
        true => "yes",
        false => "no",
    };
    std.debug.print("{s}\n", .{b});
}
