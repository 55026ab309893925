// A block of the arena is given to the arena's own source.
const std = @import("std");

pub fn main() !void {
    const page = std.heap.page_allocator;
    var arena = std.heap.ArenaAllocator.init(page);
    defer arena.deinit();
    const s = try arena.allocator().alloc(u8, 100); // ~ALLOC
    page.free(s); // ~FAULT wrong-allocator
}
