// Globals that point at each other and at the heap.
const std = @import("std");

var numbers = [_]u32{ 1, 2, 3 };
var current: *u32 = &numbers[0];
var shared: []u32 = &numbers;
const names = [_][]const u8{ "zero", "one" };

pub fn main() !void {
    current.* = 10;
    current = &shared[2];
    current.* += 1;
    const gpa = std.heap.page_allocator;
    shared = try gpa.alloc(u32, 2);
    defer gpa.free(shared);
    shared[1] = 7;
    current = &shared[1];
    std.debug.print("{any} {d} {s}\n", .{ numbers, current.*, names[1] });
}
