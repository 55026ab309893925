// Blocks are freed in any order.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var blocks: [10][]u8 = undefined;
    for (&blocks, 1..) |*b, n| {
        b.* = try gpa.alloc(u8, n);
        for (b.*) |*c| c.* = @intCast('a' + n - 1);
    }
    for ([_]usize{ 3, 0, 9 }) |i| {
        std.debug.print("{s}\n", .{blocks[i]});
        gpa.free(blocks[i]);
    }
    for ([_]usize{ 1, 2, 4, 5, 6, 7, 8 }) |i| gpa.free(blocks[i]);
}
