// try returns the error to the caller at once.
const std = @import("std");

fn half(n: u32) !u32 {
    if (n % 2 != 0) return error.Odd;
    return n / 2;
}

fn quarter(n: u32) !u32 {
    const h = try half(n);
    return try half(h);
}

pub fn main() !void {
    std.debug.print("{d}\n", .{try quarter(12)});
    const bad = quarter(6) catch 99;
    std.debug.print("{d}\n", .{bad});
}
