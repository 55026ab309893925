// Through *const the value can only be read.
const std = @import("std");

fn read(p: *const i32) i32 {
    return p.* + 1;
}

pub fn main() void {
    const a: i32 = 1;
    var b: i32 = 2;
    b += 1;
    std.debug.print("{d} {d}\n", .{ read(&a), read(&b) });
}
