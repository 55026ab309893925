// The same for the general purpose allocator, with lists.
const std = @import("std");

pub fn main() !void {
    var gpa: std.heap.DebugAllocator(.{}) = .init;
    defer std.debug.assert(gpa.deinit() == .ok);
    const a = gpa.allocator();
    var lists: [5]std.ArrayList(u64) = @splat(.empty);
    defer for (&lists) |*l| l.deinit(a);
    for (0..200) |i| {
        const l = &lists[i % 5];
        if (i % 7 == 0) l.clearAndFree(a);
        try l.append(a, i);
    }
    for (lists) |l| std.debug.print("{d} ", .{l.items.len});
    std.debug.print("\n", .{});
}
