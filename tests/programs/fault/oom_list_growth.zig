// A list that grows without an end. // ~NOT-ZIG
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var list: std.ArrayList([1 << 16]u8) = .empty;
    while (true) {
        try list.append(gpa, @splat(1)); // ~FAULT-ANYWHERE out-of-memory
    }
}
