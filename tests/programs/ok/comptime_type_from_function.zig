// Choosing a type by a condition.
const std = @import("std");

fn Smallest(comptime max: comptime_int) type {
    return if (max < 256) u8 else if (max < 65536) u16 else u64;
}

pub fn main() void {
    const a: Smallest(100) = 100;
    const b: Smallest(1000) = 1000;
    std.debug.print("{d} {d}\n", .{ @sizeOf(@TypeOf(a)), @sizeOf(@TypeOf(b)) });
    std.debug.print("{s}\n", .{@typeName(Smallest(1 << 20))});
}
