// The destination of an assignment is found before the value is computed.
const std = @import("std");

fn index() usize {
    std.debug.print("index ", .{});
    return 1;
}

fn value() u8 {
    std.debug.print("value ", .{});
    return 9;
}

pub fn main() void {
    var a = [_]u8{ 0, 0 };
    a[index()] = value();
    std.debug.print("{any}\n", .{a});
}
