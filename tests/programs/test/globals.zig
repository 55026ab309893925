// What a test uses, it makes itself.
const std = @import("std");
const gpa = std.testing.allocator;

fn Queue(comptime T: type) type {
    return struct {
        items: std.ArrayList(T) = .empty,

        const Self = @This();

        fn deinit(self: *Self) void {
            self.items.deinit(gpa);
        }

        fn push(self: *Self, x: T) !void {
            if (self.items.items.len == 3) return error.Full;
            try self.items.append(gpa, x);
        }
    };
}

test "order" {
    var q: Queue(u16) = .{};
    defer q.deinit();
    for (0..3) |i| try q.push(@intCast(i));
    try std.testing.expectEqualSlices(u16, &.{ 0, 1, 2 }, q.items.items);
}

test "full" {
    var q: Queue(u16) = .{};
    defer q.deinit();
    for (0..3) |i| try q.push(@intCast(i));
    try std.testing.expectError(error.Full, q.push(9));
}

test "slices differ" {
    try std.testing.expectEqual(@as(usize, 2), @as(usize, 1 + 2));
}
