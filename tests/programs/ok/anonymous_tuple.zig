// A tuple's elements are reached by index and known length.
const std = @import("std");

pub fn main() void {
    const t = .{ 1, "two", 3.5 };
    std.debug.print("{d} {s} {d} {d}\n", .{ t[0], t[1], t[2], t.len });
}
