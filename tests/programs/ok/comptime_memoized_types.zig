// The same arguments give the same type.
const std = @import("std");

fn Wrap(comptime T: type) type {
    return struct { value: T };
}

pub fn main() void {
    const a: Wrap(u8) = .{ .value = 1 };
    var b: Wrap(u8) = a;
    b.value += 1;
    std.debug.print("{} {} {d}\n", .{ Wrap(u8) == @TypeOf(b), Wrap(u8) == Wrap(u16), b.value });
}
