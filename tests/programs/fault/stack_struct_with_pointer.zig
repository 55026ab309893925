// A returned struct holds a pointer to a local.
const std = @import("std");

const View = struct { numbers: []const u32 };

fn view() View {
    const local = [_]u32{ 1, 2, 3 };
    var copy = local; // ~ALLOC
    copy[0] += 1;
    return .{ .numbers = &copy };
}

pub fn main() void {
    const v = view();
    for (v.numbers) |n| std.debug.print("{d} ", .{n}); // ~FAULT dangling-stack
}
