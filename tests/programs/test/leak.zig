// std.testing.allocator makes a leak fail the run, although every test passes.
const std = @import("std");

test "frees" {
    const p = try std.testing.allocator.create(u32);
    defer std.testing.allocator.destroy(p);
    p.* = 1;
}

test "forgets" {
    const s = try std.testing.allocator.alloc(u8, 10);
    s[0] = 1;
}
