// inline for over a tuple: every round has its own types.
const std = @import("std");

pub fn main() void {
    const things = .{ @as(u8, 1), "two", true };
    inline for (things, 0..) |t, i| {
        std.debug.print("{d} {s}\n", .{ i, @typeName(@TypeOf(t)) });
    }
    inline for ([_]type{ u8, u32, f64 }) |T| std.debug.print("{d} ", .{@sizeOf(T)});
    std.debug.print("\n", .{});
}
