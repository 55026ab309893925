// Blocks of many sizes are born and die for a long time; addresses and tags come round again.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var table: [32][]u8 = @splat(&.{});
    var seed: u32 = 1;
    for (0..4000) |i| {
        seed = seed *% 1664525 +% 1013904223;
        const slot = &table[seed >> 27];
        if (slot.len > 0) gpa.free(slot.*);
        slot.* = try gpa.alloc(u8, 1 + (seed >> 8) % 600);
        slot.*[0] = @truncate(i);
        slot.*[slot.len - 1] = @truncate(seed);
    }
    for (table) |s| if (s.len > 0) gpa.free(s);
}
