// Address zero can only be an optional pointer.
const std = @import("std");

fn make(addr: usize) *u32 {
    return @ptrFromInt(addr); // ~PANIC cast causes pointer to be null
}

pub fn main() void {
    var x: u32 = 1;
    const p = make(@intFromPtr(&x));
    p.* += 1;
    std.debug.print("{d}\n", .{x});
    _ = make(0);
}
