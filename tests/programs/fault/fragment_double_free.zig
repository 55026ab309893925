// The book's shape of a double free. // ~NOT-ZIG
const data = try allocator.alloc(u8, 10); // ~ALLOC
allocator.free(data); // ~FREE
allocator.free(data); // ~FAULT double-free
