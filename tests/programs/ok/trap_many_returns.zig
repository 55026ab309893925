// Early returns from inside switches and loops with pending defers.
const std = @import("std");

fn f(list: []const i32) i32 {
    defer std.debug.print("end ", .{});
    for (list, 0..) |x, i| {
        defer std.debug.print("{d}. ", .{i});
        switch (x) {
            0 => continue,
            1...9 => {
                defer std.debug.print("digit ", .{});
                if (x == 7) return x;
            },
            else => return -x,
        }
    }
    return 0;
}

pub fn main() void {
    std.debug.print("{d}\n", .{f(&.{ 0, 3, 7, 20 })});
    std.debug.print("{d}\n", .{f(&.{ 20, 1 })});
    std.debug.print("{d}\n", .{f(&.{})});
}
