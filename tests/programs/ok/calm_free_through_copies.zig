// A copy of the allocator and of the slice is as good as the original.
const std = @import("std");

const Owner = struct { gpa: std.mem.Allocator, data: []u8 };

pub fn main() !void {
    const owner = Owner{ .gpa = std.heap.page_allocator, .data = try std.heap.page_allocator.alloc(u8, 9) };
    const moved = owner;
    const again = moved.data[0..];
    moved.gpa.free(again);
    std.debug.print("{d}\n", .{owner.data.len});
}
