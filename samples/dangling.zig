// A dangling pointer: watch one outlive its variable.
const std = @import("std");

fn largest(numbers: []const i32) *const i32 {
    var best = numbers[0];
    for (numbers) |n| {
        if (n > best) best = n;
    }
    return &best; // best dies with this frame
}

pub fn main() void {
    const numbers = [_]i32{ 3, 9, 4 };
    const winner = largest(&numbers);
    std.debug.print("the largest is", .{});
    std.debug.print(" {d}\n", .{winner.*});
}
