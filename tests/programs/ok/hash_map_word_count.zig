// Counting words with getOrPut.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var counts = std.StringHashMap(u32).init(gpa);
    defer counts.deinit();
    var words = std.mem.tokenizeScalar(u8, "a rose is a rose is a rose", ' ');
    while (words.next()) |w| {
        const entry = try counts.getOrPut(w);
        if (!entry.found_existing) entry.value_ptr.* = 0;
        entry.value_ptr.* += 1;
    }
    for ([_][]const u8{ "a", "rose", "is", "not" }) |w| {
        std.debug.print("{s}={d} ", .{ w, counts.get(w) orelse 0 });
    }
    std.debug.print("\n", .{});
}
