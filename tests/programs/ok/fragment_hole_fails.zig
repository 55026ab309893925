// The same hole fails when it is told to; the defer still runs. // ~NOT-ZIG // ~ARGS --hole prepareData=error.Oops
fn work(allocator: std.mem.Allocator) !void {
    const data = try allocator.alloc(u8, 8);
    defer std.debug.print("freed\n", .{});
    defer allocator.free(data);
    try prepareData(data); // ~WARN --hole
    std.debug.print("never\n", .{});
}
