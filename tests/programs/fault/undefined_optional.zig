// An undefined optional is neither null nor a value.
const std = @import("std");

pub fn main() void {
    var x: ?u32 = undefined;
    const p = &x;
    if (p.*) |v| std.debug.print("{d}\n", .{v}); // ~FAULT undefined-read
}
