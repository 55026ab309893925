const std = @import("std");
pub fn main() !void {
    const a = std.heap.page_allocator;
    var l: std.ArrayList(u8) = .empty;
    defer l.deinit(a);
    try l.append(a, "x"); // ~ERROR expected type 'u8', found '*const [1:0]u8'
}
