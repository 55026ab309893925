// catch gives a value in place of an error.
const std = @import("std");

fn find(list: []const u8, x: u8) !usize {
    for (list, 0..) |c, i| {
        if (c == x) return i;
    }
    return error.NotFound;
}

pub fn main() void {
    std.debug.print("{d}\n", .{find("abc", 'c') catch 100});
    std.debug.print("{d}\n", .{find("abc", 'z') catch 100});
}
