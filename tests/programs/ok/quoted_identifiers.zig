// @"..." lets any text be a name.
const std = @import("std");

const @"two words" = 2;
const E = enum { @"while", @"a-b" };

fn @"fn"(@"if": u32) u32 {
    return @"if" + @"two words";
}

pub fn main() void {
    std.debug.print("{d} {t} {s}\n", .{ @"fn"(3), E.@"while", @tagName(E.@"a-b") });
}
