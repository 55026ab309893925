// The classic: counting a usize down past zero.
const std = @import("std");

pub fn main() void {
    const word = "abc";
    var i: usize = word.len - 1;
    while (i >= 0) : (i -= 1) { // ~PANIC integer overflow
        std.debug.print("{c}", .{word[i]});
    }
}
