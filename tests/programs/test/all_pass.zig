// Nothing fails.
const std = @import("std");

const Stack = struct {
    list: std.ArrayList(u8) = .empty,

    fn push(self: *Stack, x: u8) !void {
        try self.list.append(std.testing.allocator, x);
    }
};

test "push and pop" {
    var s = Stack{};
    defer s.list.deinit(std.testing.allocator);
    try s.push(1);
    try s.push(2);
    try std.testing.expectEqual(@as(?u8, 2), s.list.pop());
    try std.testing.expect(s.list.items.len == 1);
}

test "failing allocator" {
    var failing = std.testing.FailingAllocator.init(std.testing.allocator, .{ .fail_index = 0 });
    try std.testing.expectError(error.OutOfMemory, failing.allocator().create(u8));
}

test "every allocation failure" {
    const S = struct {
        fn run(gpa: std.mem.Allocator) !void {
            const a = try gpa.create(u32);
            defer gpa.destroy(a);
            const b = try gpa.alloc(u8, 5);
            defer gpa.free(b);
        }
    };
    try std.testing.checkAllAllocationFailures(std.testing.allocator, S.run, .{});
}
