// Some strings are from the heap, one is a literal.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var names: [3][]const u8 = undefined;
    names[0] = try gpa.dupe(u8, "heap");
    names[1] = "literal";
    names[2] = try gpa.dupe(u8, "heap too");
    for (names) |n| gpa.free(n); // ~FAULT free-non-heap
}
