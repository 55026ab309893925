// An error union of an optional: two questions, one after the other.
const std = @import("std");

fn lookup(key: u8) !?u32 {
    if (key == 0) return error.BadKey;
    if (key == 1) return null;
    return key * 10;
}

pub fn main() !void {
    std.debug.print("{any} {any}\n", .{ try lookup(2), try lookup(1) });
    if (try lookup(3)) |v| std.debug.print("{d}\n", .{v});
    const v = (lookup(0) catch null) orelse 7;
    std.debug.print("{d}\n", .{v});
    std.debug.print("{!?d}\n", .{lookup(4)});
}
