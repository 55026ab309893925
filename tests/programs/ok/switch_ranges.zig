// Ranges and lists in a switch; it is an expression.
const std = @import("std");

fn kind(c: u8) []const u8 {
    return switch (c) {
        'a'...'z', 'A'...'Z' => "letter",
        '0'...'9' => "digit",
        ' ', '\t', '\n' => "space",
        else => "other",
    };
}

pub fn main() void {
    for ("a7 ?Z") |c| std.debug.print("{s} ", .{kind(c)});
    std.debug.print("\n", .{});
}
