// The arena's deinit was forgotten.
const std = @import("std");

pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    const p = try arena.allocator().create(u32); // ~LEAK bytes
    p.* = 1;
}
