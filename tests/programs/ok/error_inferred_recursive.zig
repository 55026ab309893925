// An inferred error set collects the errors of what is called.
const std = @import("std");

fn low(n: i32) error{Low}!i32 {
    return if (n < 0) error.Low else n;
}

fn high(n: i32) !i32 {
    const x = try low(n);
    if (x > 100) return error.High;
    return x;
}

pub fn main() void {
    for ([_]i32{ -1, 50, 101 }) |n| {
        if (high(n)) |v| {
            std.debug.print("{d}\n", .{v});
        } else |e| switch (e) {
            error.Low => std.debug.print("low\n", .{}),
            error.High => std.debug.print("high\n", .{}),
        }
    }
}
