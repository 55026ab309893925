// A function that leaks, run as the only entry. // ~NOT-ZIG
pub fn leaky() !void {
    const allocator = std.heap.page_allocator;
    const data = try allocator.alloc(u8, 100); // ~LEAK 100 bytes
    data[0] = 1;
}
