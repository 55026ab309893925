// Every allocator that a test makes must be empty at its end.
const std = @import("std");

test "arena" {
    var arena = std.heap.ArenaAllocator.init(std.testing.allocator);
    defer arena.deinit();
    const a = arena.allocator();
    for (0..10) |i| {
        const s = try a.alloc(u8, i + 1);
        @memset(s, 'x');
    }
}

test "forgets the arena" {
    var arena = std.heap.ArenaAllocator.init(std.testing.allocator);
    _ = try arena.allocator().create(u64);
}

test "fixed buffer" {
    var buffer: [64]u8 = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    const s = try fba.allocator().dupe(u8, "hello");
    try std.testing.expectEqualStrings("hello", s);
    try std.testing.expectError(error.OutOfMemory, fba.allocator().alloc(u8, 100));
}

test "runs out of memory" {
    var failing = std.testing.FailingAllocator.init(std.testing.allocator, .{ .fail_index = 1 });
    const a = failing.allocator();
    const first = try a.create(u32);
    defer a.destroy(first);
    try std.testing.expectError(error.OutOfMemory, a.create(u32));
    try std.testing.expect(failing.has_induced_failure);
}
