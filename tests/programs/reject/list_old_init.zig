const std = @import("std");
pub fn main() !void {
    var l = std.ArrayList(u8).init(std.heap.page_allocator); // ~ERROR struct 'array_list.Aligned(u8,null)' has no member named 'init'
    defer l.deinit();
}
