// The allocator of an arena whose frame is gone.
const std = @import("std");

fn make() std.mem.Allocator {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    return arena.allocator();
}

pub fn main() !void {
    const a = make();
    _ = try a.create(u32); // ~FAULT dangling-stack
}
