// One text, several instances: functions and types made for types, and loops that are unrolled.
const std = @import("std");

fn Pair(comptime A: type, comptime B: type) type {
    return struct {
        a: A,
        b: B,

        const Self = @This();

        fn swap(self: *const Self) Pair(B, A) {
            return .{ .a = self.b, .b = self.a };
        }
    };
}

fn largest(comptime T: type, items: []const T) T {
    var best = items[0];
    for (items[1..]) |item| {
        if (item > best) best = item;
    }
    return best;
}

pub fn main() void {
    const pair = Pair(u8, bool){ .a = 3, .b = true };
    const swapped = pair.swap();
    const back = swapped.swap();
    var total: i64 = back.a;
    total += largest(u8, &.{ 2, 9, 4 });
    total += largest(i32, &.{ -5, -7 });
    inline for (.{ @as(u8, 1), @as(i32, -2), @as(u16, 30) }, 0..) |value, at| {
        total += value;
        total += at;
    }
    std.debug.print("{d} {}\n", .{ total, swapped.a });
}
