// A literal is constant; its copy is not.
const std = @import("std");

pub fn main() void {
    var word = "stone".*;
    word[1] = 'h';
    const s: []u8 = &word;
    s[0] = 'S';
    var buf: [8]u8 = "buffer!!".*;
    std.mem.copyForwards(u8, buf[0..5], &word);
    std.debug.print("{s} {s}\n", .{ word, buf });
}
