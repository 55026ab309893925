// A type that exists nowhere is a hole too. // ~NOT-ZIG // ~ARGS --hole Device.open=error.Busy
fn start(allocator: std.mem.Allocator) !*Device { // ~WARN Device
    const device = try allocator.create(Device);
    errdefer std.debug.print("given back\n", .{});
    errdefer allocator.destroy(device);
    try device.open(); // ~WARN --hole
    return device;
}
