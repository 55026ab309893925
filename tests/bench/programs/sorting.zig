//! Comparisons and swaps in a slice: a heap sort.
const std = @import("std");

fn sink(items: []i32, from: usize) void {
    var at = from;
    while (2 * at + 1 < items.len) {
        var child = 2 * at + 1;
        if (child + 1 < items.len and items[child] < items[child + 1]) child += 1;
        if (items[at] >= items[child]) return;
        const low = items[at];
        items[at] = items[child];
        items[child] = low;
        at = child;
    }
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const items = try gpa.alloc(i32, 60_000);
    defer gpa.free(items);
    var seed: u32 = 7;
    for (items) |*item| {
        seed = seed *% 1103515245 +% 12345;
        item.* = @intCast(seed >> 4);
    }
    var first = items.len / 2;
    while (first > 0) {
        first -= 1;
        sink(items, first);
    }
    var rest = items.len;
    while (rest > 1) {
        rest -= 1;
        const top = items[0];
        items[0] = items[rest];
        items[rest] = top;
        sink(items[0..rest], 0);
    }
    for (items[1..], 0..) |item, i| {
        if (items[i] > item) @panic("not sorted");
    }
    std.debug.print("{d} {d}\n", .{ items[0], items[items.len - 1] });
}
