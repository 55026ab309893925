const std = @import("std");
fn fill(al: std.mem.Allocator, buf: []u8) !void {
    errdefer al.free(buf); // ~FREE
    return error.Bad;
}
fn make(al: std.mem.Allocator) ![]u8 {
    const buf = try al.alloc(u8, 4); // ~ALLOC
    errdefer al.free(buf); // ~FAULT double-free
    try fill(al, buf);
    return buf;
}
pub fn main() void {
    _ = make(std.heap.page_allocator) catch {};
}
