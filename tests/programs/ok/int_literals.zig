// Hexadecimal, octal, binary, character and underscored literals.
const std = @import("std");

pub fn main() void {
    std.debug.print("{d} {d} {d}\n", .{ 0xff, 0o17, 0b1010 });
    std.debug.print("{d} {d} {d}\n", .{ 'A', '\n', '\x41' });
    std.debug.print("{d} {d}\n", .{ 1_000_000, '\u{1F600}' });
}
