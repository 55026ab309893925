// Comparisons give bool; mixed signs compare by value.
const std = @import("std");

pub fn main() void {
    const a: i32 = -1;
    const b: u32 = 4_000_000_000;
    std.debug.print("{} {} {} {}\n", .{ a < b, a == b, a != b, a >= b });
    std.debug.print("{} {}\n", .{ 1.5 < 2.0, true == false });
}
