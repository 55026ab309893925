// A non-exhaustive enum may hold any number.
const std = @import("std");

const Code = enum(u8) {
    a = 1,
    b = 2,
    _,
};

fn name(c: Code) []const u8 {
    return switch (c) {
        .a => "a",
        .b => "b",
        _ => "other",
    };
}

pub fn main() void {
    const x: Code = @enumFromInt(9);
    std.debug.print("{s} {s} {d}\n", .{ name(.b), name(x), @intFromEnum(x) });
}
