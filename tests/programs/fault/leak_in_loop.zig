// One block per round: the report groups them by the line.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var i: u32 = 0;
    while (i < 10) : (i += 1) {
        const p = try gpa.create(u32); // ~LEAK 40 bytes
        p.* = i;
    }
}
