// Growing by hand: a new block, a copy, and the old one freed.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var items = try gpa.alloc(u32, 1);
    var len: usize = 0;
    for (0..9) |i| {
        if (len == items.len) {
            const bigger = try gpa.alloc(u32, items.len * 2);
            for (items, 0..) |x, k| bigger[k] = x;
            gpa.free(items);
            items = bigger;
        }
        items[len] = @intCast(i * 3);
        len += 1;
    }
    std.debug.print("{d} of {d}: {any}\n", .{ len, items.len, items[0..len] });
    gpa.free(items);
}
