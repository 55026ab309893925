// A prong may be a block that breaks with a value.
const std = @import("std");

fn f(n: i32) i32 {
    return switch (n) {
        -5...-1 => blk: {
            const a = -n;
            break :blk a * a;
        },
        0 => 0,
        else => {
            std.debug.print("else ", .{});
            return 99;
        },
    };
}

pub fn main() void {
    std.debug.print("{d} {d} {d}\n", .{ f(-4), f(0), f(1) });
}
