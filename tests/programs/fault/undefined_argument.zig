// The value is passed on; the fault is where it matters.
const std = @import("std");

fn double(x: u32) u32 {
    return x *% 2; // ~FAULT undefined-read
}

pub fn main() void {
    var n: u32 = undefined;
    if (false) n = 1;
    std.debug.print("{d}\n", .{double(n)});
}
