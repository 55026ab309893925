// anyerror holds any error; an error set coerces to it.
const std = @import("std");

fn name(e: anyerror) []const u8 {
    return @errorName(e);
}

pub fn main() void {
    const local: error{Mine} = error.Mine;
    std.debug.print("{s} {s}\n", .{ name(local), name(error.Other) });
    const u: anyerror!u8 = 3;
    std.debug.print("{any} {}\n", .{ u, local == error.Mine });
}
