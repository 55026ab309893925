// expectEqualDeep follows pointers and slices.
const std = @import("std");

const Node = struct { name: []const u8, next: ?*const Node = null };

test "equal" {
    const a = Node{ .name = "a" };
    const b = Node{ .name = "a" };
    try std.testing.expectEqualDeep(Node{ .name = "x", .next = &a }, Node{ .name = "x", .next = &b });
}

test "different" {
    const a = Node{ .name = "a" };
    try std.testing.expectEqualDeep(a, Node{ .name = "a", .next = &a });
}
