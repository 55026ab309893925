const std = @import("std");
pub fn main() !void {
    const a = std.heap.page_allocator;
    const p = try a.alloc(10); // ~ERROR member function expected 2 argument(s), found 1
    defer a.free(p);
}
