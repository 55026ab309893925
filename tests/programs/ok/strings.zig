// A string is a slice of bytes: it can be indexed, measured and walked.
const std = @import("std");

pub fn main() void {
    const s: []const u8 = "h\u{e9}llo";
    std.debug.print("{d} {d} {s}\n", .{ s.len, s[0], s });
    var vowels: u32 = 0;
    for (s) |c| {
        if (c == 'e' or c == 'o') vowels += 1;
    }
    std.debug.print("{d}\n", .{vowels});
}
