// A global variable.
const std = @import("std");

var table: [4]u32 = .{ 1, 2, 3, 4 };

pub fn main() void {
    const s: []u32 = &table;
    std.heap.page_allocator.free(s); // ~FAULT free-non-heap
}
