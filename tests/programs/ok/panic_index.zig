// An index past the end panics with the index and the length.
const std = @import("std");

fn get(list: []const i32, i: usize) i32 {
    return list[i]; // ~PANIC index out of bounds: index 3, len 3
}

pub fn main() void {
    const list = [_]i32{ 1, 2, 3 };
    std.debug.print("{d}\n", .{get(&list, 2)});
    std.debug.print("{d}\n", .{get(&list, 3)});
}
