// A list whose deinit was forgotten.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var list: std.ArrayList(u8) = .empty;
    try list.append(gpa, 1); // ~LEAK bytes
    std.debug.print("{d}\n", .{list.items.len});
}
