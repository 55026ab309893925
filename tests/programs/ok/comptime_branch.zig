// A branch that is not taken at compile time is not analysed.
const std = @import("std");

fn describe(comptime T: type, x: T) void {
    if (T == []const u8) {
        std.debug.print("text of {d}\n", .{x.len});
    } else if (T == bool) {
        std.debug.print("{s}\n", .{if (x) "yes" else "no"});
    } else {
        std.debug.print("number {d}\n", .{x + 1});
    }
}

pub fn main() void {
    describe(u8, 4);
    describe([]const u8, "four");
    describe(bool, true);
}
