// A function that exists nowhere is a hole, which succeeds. // ~NOT-ZIG
fn work(allocator: std.mem.Allocator) !void {
    const data = try allocator.alloc(u8, 8);
    defer allocator.free(data);
    try prepareData(data); // ~WARN --hole
    std.debug.print("done\n", .{});
}
