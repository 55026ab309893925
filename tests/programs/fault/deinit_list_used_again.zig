// A list after its deinit.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var list: std.ArrayList(u32) = .empty;
    try list.append(gpa, 1);
    list.deinit(gpa); // ~FREE
    try list.append(gpa, 2); // ~FAULT u
}
