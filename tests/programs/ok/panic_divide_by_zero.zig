// Division by zero panics.
const std = @import("std");

fn share(total: u32, people: u32) u32 {
    return total / people; // ~PANIC division by zero
}

pub fn main() void {
    std.debug.print("{d}\n", .{share(10, 3)});
    std.debug.print("{d}\n", .{share(10, 0)});
}
