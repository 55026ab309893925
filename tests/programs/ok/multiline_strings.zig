// A multi-line string has no escapes and no final newline.
const std = @import("std");

const text =
    \\first \n line
    \\  "second"
    \\
    \\fourth
;

pub fn main() void {
    std.debug.print("{s}|{d}\n", .{ text, text.len });
}
