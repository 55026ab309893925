// A priority queue as a binary heap, generic over the order.
const std = @import("std");

fn Heap(comptime T: type, comptime before: fn (T, T) bool) type {
    return struct {
        items: std.ArrayList(T) = .empty,
        const Self = @This();

        fn push(self: *Self, gpa: std.mem.Allocator, x: T) !void {
            try self.items.append(gpa, x);
            var i = self.items.items.len - 1;
            const a = self.items.items;
            while (i > 0 and before(a[i], a[(i - 1) / 2])) : (i = (i - 1) / 2) {
                std.mem.swap(T, &a[i], &a[(i - 1) / 2]);
            }
        }

        fn pop(self: *Self) ?T {
            const a = self.items.items;
            if (a.len == 0) return null;
            const top = a[0];
            a[0] = self.items.pop().?;
            const n = a.len - 1;
            var i: usize = 0;
            while (2 * i + 1 < n) {
                var c = 2 * i + 1;
                if (c + 1 < n and before(a[c + 1], a[c])) c += 1;
                if (!before(a[c], a[i])) break;
                std.mem.swap(T, &a[i], &a[c]);
                i = c;
            }
            return top;
        }
    };
}

fn less(a: u32, b: u32) bool {
    return a < b;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var h = Heap(u32, less){};
    defer h.items.deinit(gpa);
    for ([_]u32{ 5, 3, 8, 1, 9, 2, 7 }) |x| try h.push(gpa, x);
    while (h.pop()) |x| std.debug.print("{d} ", .{x});
    std.debug.print("\n", .{});
}
