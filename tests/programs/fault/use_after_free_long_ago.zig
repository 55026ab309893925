// So many blocks later that the one which was freed is no longer known: none is named in its place.
const std = @import("std");

pub fn main() !void {
    var debug = std.heap.DebugAllocator(.{}).init;
    const gpa = debug.allocator();
    const old = try gpa.create(u64);
    gpa.destroy(old);
    for (0..250_000) |_| gpa.destroy(try gpa.create(u64));
    old.* = 9; // ~FAULT use-after-free: write of 8 bytes to a block, which was freed so long ago
}
