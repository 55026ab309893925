// A list that is given back twice.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var list: std.ArrayList(u32) = .empty;
    try list.append(gpa, 1); // ~ALLOC
    var copy = list;
    list.deinit(gpa); // ~FREE
    copy.deinit(gpa); // ~FAULT double-free
}
