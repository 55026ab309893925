// Several functions: --entry says which. // ~NOT-ZIG // ~ARGS --entry second
const std = @import("std");

fn first() void {
    std.debug.print("first\n", .{});
}

fn second() void {
    std.debug.print("second\n", .{});
}
