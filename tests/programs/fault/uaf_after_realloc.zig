// After realloc the old slice is dead, even if the block did not move.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const old = try gpa.alloc(u8, 8);
    @memset(old, 1);
    const new = try gpa.realloc(old, 16); // ~FREE
    defer gpa.free(new);
    std.debug.print("{d}\n", .{old[0]}); // ~FAULT use-after-free
}
