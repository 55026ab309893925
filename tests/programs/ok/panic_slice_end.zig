// The end of a slice may not lie behind the object.
const std = @import("std");

pub fn main() void {
    const word: []const u8 = "word";
    var end: usize = 4;
    std.debug.print("{s}\n", .{word[1..end]});
    end += 1;
    std.debug.print("{s}\n", .{word[1..end]}); // ~PANIC index out of bounds: index 5, len 4
}
