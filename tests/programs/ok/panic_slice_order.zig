// The start of a slice may not lie behind its end.
const std = @import("std");

pub fn main() void {
    const word: []const u8 = "word";
    var start: usize = 2;
    start += 1;
    std.debug.print("{s}\n", .{word[start..2]}); // ~PANIC start index 3 is larger than end index 2
}
