// A result that is not wanted is assigned to _.
const std = @import("std");

fn noisy(n: i32) i32 {
    std.debug.print("noisy {d}\n", .{n});
    return n;
}

pub fn main() void {
    _ = noisy(1);
    _ = noisy(2);
}
