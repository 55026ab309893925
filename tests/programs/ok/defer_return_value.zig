// The return value is computed before the defers run.
const std = @import("std");

var g: i32 = 1;

fn f() i32 {
    defer g = 100;
    return g;
}

fn pointer() *i32 {
    defer g = 7;
    return &g;
}

pub fn main() void {
    const got = f();
    std.debug.print("{d} {d}\n", .{ got, g });
    std.debug.print("{d}\n", .{pointer().*});
}
