// An unreachable prong is reached.
const std = @import("std");

const E = enum { a, b, c };

fn f(e: E) u8 {
    return switch (e) {
        .a => 1,
        .b => 2,
        .c => unreachable, // ~PANIC reached unreachable code
    };
}

pub fn main() void {
    std.debug.print("{d}\n", .{f(.b)});
    _ = f(.c);
}
