// Blocks of many sizes, freed in another order than they came.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var live: [40]?[]u8 = @splat(null);
    var seed: u32 = 1;
    var check: u64 = 0;
    for (0..400) |_| {
        seed = seed *% 1664525 +% 1013904223;
        const i = (seed >> 8) % live.len;
        if (live[i]) |s| {
            for (s) |c| check += c;
            gpa.free(s);
            live[i] = null;
        } else {
            const s = try gpa.alloc(u8, (seed >> 16) % 300);
            @memset(s, @truncate(seed));
            live[i] = s;
        }
    }
    for (live) |maybe| {
        if (maybe) |s| gpa.free(s);
    }
    std.debug.print("{d}\n", .{check});
}
