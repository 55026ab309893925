// deinit runs at the end of the block, the allocator is used behind it.
const std = @import("std");

pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    {
        defer arena.deinit(); // ~FREE
        _ = try arena.allocator().create(u8);
    }
    _ = try arena.allocator().create(u8); // ~FAULT use-after-deinit
}
