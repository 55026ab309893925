const std = @import("std");
pub fn main() void {
    std.debug.print("hi\n"); // ~ERROR expected 2 argument(s), found 1
}
