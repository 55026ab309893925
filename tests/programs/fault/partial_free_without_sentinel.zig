const std = @import("std");
pub fn main() !void {
    const a = std.heap.page_allocator;
    const s = try a.dupeZ(u8, "abc"); // ~ALLOC
    const t: []u8 = s;
    a.free(t); // ~FAULT partial-free
}
