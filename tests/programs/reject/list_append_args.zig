const std = @import("std");
pub fn main() !void {
    var l: std.ArrayList(u8) = .empty;
    try l.append(1); // ~ERROR member function expected 2 argument(s), found 1
}
