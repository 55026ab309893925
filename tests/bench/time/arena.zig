const std = @import("std");

var early: u64 = 0;

fn note(x: u64) void {
    early = x;
}

const Item = struct { next: ?*Item, value: u64, name: []u8 };

/// A request after the other builds lists in an arena that is reset in between.
pub fn main() !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer arena.deinit();
    var sum: u64 = 0;
    for (0..N) |round| {
        const a = arena.allocator();
        var first: ?*Item = null;
        for (0..500) |i| {
            const item = try a.create(Item);
            item.* = .{ .next = first, .value = i ^ round, .name = try a.alloc(u8, 8 + i % 24) };
            @memset(item.name, @intCast(i % 256));
            first = item;
        }
        var at = first;
        while (at) |item| : (at = item.next) sum +%= item.value + item.name[3];
        if (round == N / 2) note(sum);
        _ = arena.reset(.retain_capacity);
    }
    std.debug.print("{d} {d}\n", .{ sum, early });
}

const N = 3000;
