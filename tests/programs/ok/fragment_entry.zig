// A file without main: the only function runs. // ~NOT-ZIG
const std = @import("std");

fn greet() void {
    std.debug.print("hello from greet\n", .{});
}
