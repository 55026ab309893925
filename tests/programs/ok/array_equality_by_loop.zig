// Arrays are compared element by element.
const std = @import("std");

fn same(a: []const u8, b: []const u8) bool {
    if (a.len != b.len) return false;
    for (a, b) |x, y| {
        if (x != y) return false;
    }
    return true;
}

pub fn main() void {
    std.debug.print("{} {}\n", .{ same("abc", "abc"), same("abc", "abd") });
}
