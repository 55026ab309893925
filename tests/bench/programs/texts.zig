//! Strings that are built and searched.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var text: std.ArrayList(u8) = .empty;
    defer text.deinit(gpa);
    for (0..20_000) |i| {
        try text.print(gpa, "{d},", .{i});
    }
    var parts = std.mem.splitScalar(u8, text.items, ',');
    var sevens: usize = 0;
    while (parts.next()) |part| {
        if (std.mem.indexOfScalar(u8, part, '7') != null) sevens += 1;
    }
    std.debug.print("{d} {d}\n", .{ text.items.len, sevens });
}
