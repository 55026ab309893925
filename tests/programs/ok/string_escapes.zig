// Escapes in strings.
const std = @import("std");

pub fn main() void {
    std.debug.print("tab\there \"quoted\" back\\slash \x41\u{42}\n", .{});
    std.debug.print("{d}\n", .{"\r\n\t\\\"\x00".len});
}
