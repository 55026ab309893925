// A tiny format interpreter that runs in the compiler.
const std = @import("std");

fn count(comptime text: []const u8, comptime c: u8) comptime_int {
    comptime var n = 0;
    inline for (text) |x| {
        if (x == c) n += 1;
    }
    return n;
}

fn repeat(comptime text: []const u8) *const [text.len * 2]u8 {
    return text ++ text;
}

pub fn main() void {
    const marks: [count("a?b?c?", '?')]u8 = .{ 1, 2, 3 };
    std.debug.print("{any} {s}\n", .{ marks, repeat("xy") });
}
