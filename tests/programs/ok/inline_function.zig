// An inline function, and a function that never returns.
const std = @import("std");

inline fn square(x: i32) i32 {
    return x * x;
}

fn stop() noreturn {
    std.process.exit(0);
}

fn check(x: i32) i32 {
    return if (x > 0) x else stop();
}

pub fn main() void {
    std.debug.print("{d} {d}\n", .{ square(5), check(4) });
    _ = check(-1);
    std.debug.print("never\n", .{});
}
