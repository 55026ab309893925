// An optional function pointer.
const std = @import("std");

const Handler = ?*const fn (u32) u32;

fn double(n: u32) u32 {
    return n * 2;
}

fn call(h: Handler, n: u32) u32 {
    return if (h) |f| f(n) else n;
}

pub fn main() void {
    var h: Handler = null;
    std.debug.print("{d} ", .{call(h, 4)});
    h = double;
    std.debug.print("{d} {d}\n", .{ call(h, 4), h.?(5) });
}
