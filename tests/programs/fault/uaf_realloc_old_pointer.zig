const std = @import("std");
pub fn main() !void {
    const a = std.heap.page_allocator;
    const s = try a.alloc(u8, 4); // ~ALLOC
    @memset(s, 'a');
    const t = try a.realloc(s, 4000); // ~FREE
    defer a.free(t);
    std.debug.print("{c}\n", .{s[0]}); // ~FAULT use-after-free
}
