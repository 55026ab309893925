// Loops in loops with labels, switches with values, optionals and unions.
const std = @import("std");

const Shape = union(enum) { round: u32, flat: struct { w: u32, h: u32 }, none };

fn area(shape: Shape) ?u32 {
    return switch (shape) {
        .round => |r| 3 * r * r,
        .flat => |f| f.w * f.h,
        .none => null,
    };
}

pub fn main() void {
    const shapes = [_]Shape{ .{ .round = 2 }, .none, .{ .flat = .{ .w = 2, .h = 5 } } };
    var sum: u32 = 0;
    outer: for (0..4) |i| {
        for (shapes) |shape| {
            const found = area(shape) orelse continue :outer;
            sum += found;
            if (sum > 30) break :outer;
        }
        sum += @intCast(i);
    }
    var n: u32 = 27;
    while (n != 1) : (sum += 1) n = if (n % 2 == 0) n / 2 else if (n > 90) 1 else 3 * n + 1;
    std.debug.print("{d}\n", .{sum});
}
