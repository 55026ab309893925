const std = @import("std");
test "a" {
    var a: [40]u8 = undefined;
    for (&a, 0..) |*x, i| x.* = @intCast(i * 3);
    var b = a;
    b[20] = 0;
    b[37] = 200;
    try std.testing.expectEqualSlices(u8, &a, b[0..39]);
}
test "b" {
    try std.testing.expectEqualSlices(u8, "hello\n\tworld, this is text", "hello\n\tWorld, this is tex");
}
test "c" {
    var a: [300]u8 = @splat(1);
    var b: [300]u8 = @splat(1);
    b[280] = 4;
    a[299] = 3;
    try std.testing.expectEqualSlices(u8, &a, &b);
}
test "d" {
    try std.testing.expectStringStartsWith("hi", "hello\nworld");
}
test "e" {
    try std.testing.expectStringEndsWith("hi\nthere", "longer than that");
}
test "f" {
    try std.testing.expectEqual([_]f32{ 1, 2 }, [_]f32{ 1, 3 });
}
