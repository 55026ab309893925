// The list is freed, the strings in it are not.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var list: std.ArrayList([]u8) = .empty;
    defer list.deinit(gpa);
    for (1..4) |n| {
        try list.append(gpa, try gpa.alloc(u8, n)); // ~LEAK 6 bytes
    }
}
