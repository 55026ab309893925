// Pointers into a list stay good as long as it does not grow.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var list: std.ArrayList(u32) = .empty;
    defer list.deinit(gpa);
    try list.ensureTotalCapacity(gpa, 10);
    try list.append(gpa, 1);
    const first = &list.items[0];
    for (0..9) |i| list.appendAssumeCapacity(@intCast(i));
    first.* += 5;
    std.debug.print("{d} {d}\n", .{ list.items[0], list.items.len });
}
