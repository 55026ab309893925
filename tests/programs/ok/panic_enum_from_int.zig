// A number that no tag has.
const std = @import("std");

const Suit = enum(u8) { clubs, hearts };

fn suit(n: u8) Suit {
    return @enumFromInt(n); // ~PANIC invalid enum value
}

pub fn main() void {
    std.debug.print("{t}\n", .{suit(1)});
    std.debug.print("{t}\n", .{suit(2)});
}
