// A struct comes back by value.
const std = @import("std");

const Stats = struct { min: i32, max: i32, sum: i32 };

fn stats(values: []const i32) Stats {
    var s = Stats{ .min = values[0], .max = values[0], .sum = 0 };
    for (values) |v| {
        if (v < s.min) s.min = v;
        if (v > s.max) s.max = v;
        s.sum += v;
    }
    return s;
}

pub fn main() void {
    const s = stats(&.{ 4, -2, 9 });
    std.debug.print("{d} {d} {d}\n", .{ s.min, s.max, s.sum });
    std.debug.print("{d}\n", .{stats(&[_]i32{5}).max});
}
