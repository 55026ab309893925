// An arena is filled and reset over and over; lists grow inside it.
const std = @import("std");

pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer arena.deinit();
    const a = arena.allocator();
    var total: usize = 0;
    for (0..30) |round| {
        var list: std.ArrayList(u64) = .empty;
        for (0..round * 8) |i| try list.append(a, i * round);
        for (list.items) |v| total += v;
        _ = arena.reset(.retain_capacity);
    }
    std.debug.print("{d}\n", .{total});
}
