// Walking over a freed slice.
const std = @import("std");

fn sum(s: []const u32) u32 {
    var total: u32 = 0;
    for (s) |x| total += x; // ~FAULT use-after-free
    return total;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u32, 3); // ~ALLOC
    @memset(s, 2);
    std.debug.print("{d}\n", .{sum(s)});
    gpa.free(s); // ~FREE
    std.debug.print("{d}\n", .{sum(s)});
}
