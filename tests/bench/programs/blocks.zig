//! Many blocks alive at once.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const all = try gpa.alloc(*u64, 50_000);
    defer gpa.free(all);
    for (all, 0..) |*slot, i| {
        slot.* = try gpa.create(u64);
        slot.*.* = i;
    }
    var sum: u64 = 0;
    for (all) |number| {
        sum += number.*;
        gpa.destroy(number);
    }
    std.debug.print("{d}\n", .{sum});
}
