// An error in the middle of an initialiser leaves at once.
const std = @import("std");

fn part(name: []const u8, fail: bool) !u32 {
    std.debug.print("{s} ", .{name});
    if (fail) return error.Broken;
    return 1;
}

const Three = struct { a: u32, b: u32, c: u32 };

fn make(fail: bool) !Three {
    errdefer std.debug.print("undo ", .{});
    return .{ .a = try part("a", false), .b = try part("b", fail), .c = try part("c", false) };
}

pub fn main() void {
    _ = make(false) catch {};
    std.debug.print("\n", .{});
    _ = make(true) catch {};
    std.debug.print("\n", .{});
}
