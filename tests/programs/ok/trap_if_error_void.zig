// An error union of void in an if.
const std = @import("std");

fn check(ok: bool) !void {
    if (!ok) return error.NotOk;
}

pub fn main() void {
    for ([_]bool{ true, false }) |b| {
        if (check(b)) {
            std.debug.print("fine ", .{});
        } else |e| {
            std.debug.print("{t} ", .{e});
        }
    }
    std.debug.print("\n", .{});
}
