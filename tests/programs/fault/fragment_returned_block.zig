// What the entry returns and nobody frees is a leak. // ~NOT-ZIG // ~ARGS --entry 'make(allocator, 8)'
fn make(allocator: std.mem.Allocator, size: usize) ![]u8 {
    return try allocator.alloc(u8, size); // ~LEAK 8 bytes
}

fn other() void {}
