// Two general purpose allocators.
const std = @import("std");

pub fn main() !void {
    var g1 = std.heap.GeneralPurposeAllocator(.{}){};
    defer _ = g1.deinit();
    var g2 = std.heap.GeneralPurposeAllocator(.{}){};
    defer _ = g2.deinit();
    const p = try g1.allocator().create(u32); // ~ALLOC
    g2.allocator().destroy(p); // ~FAULT wrong-allocator
}
