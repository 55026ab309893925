// A value whose type fits into the wider one coerces without a cast.
const std = @import("std");

fn wide(x: i64) i64 {
    return x * 1000;
}

pub fn main() void {
    const a: u8 = 200;
    const b: u16 = a;
    const c: i32 = b;
    std.debug.print("{d} {d}\n", .{ c, wide(a) });
    std.debug.print("{d}\n", .{@as(i32, a) - 300});
}
