const std = @import("std");

const E = error{ A, B };

fn f(n: u8) E!u8 {
    return switch (n) {
        0 => error.A,
        1 => error.B,
        else => n,
    };
}

pub fn main() void {
    for ([_]u8{ 0, 1, 2 }) |n| {
        // The prongs meet the payload's type, though each of them is a comptime_int.
        const plain = f(n) catch |e| switch (e) {
            error.A => 100,
            error.B => blk: {
                std.debug.print("in a block\n", .{});
                break :blk 102;
            },
        };
        const captured = f(n) catch |e| switch (e) {
            error.A => @as(u8, 103),
            else => |other| blk: {
                std.debug.print("{}\n", .{other});
                break :blk 104;
            },
        };
        const tested = if (f(n)) |v| v else |e| switch (e) {
            error.A => 105,
            error.B => |same| blk: {
                std.debug.print("{}\n", .{same});
                break :blk 106;
            },
        };
        std.debug.print("{d} {d} {d}\n", .{ plain, captured, tested });
    }
}
