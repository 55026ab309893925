// A function that only may fail returns !void.
const std = @import("std");

fn check(n: u32) !void {
    if (n > 3) return error.TooMany;
}

pub fn main() void {
    var n: u32 = 0;
    while (n < 10) : (n += 1) {
        check(n) catch break;
    }
    std.debug.print("stopped at {d}\n", .{n});
}
