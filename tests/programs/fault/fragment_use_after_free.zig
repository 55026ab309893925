// And of a use after free; `var` is a warning only. // ~NOT-ZIG
var data = try allocator.alloc(u8, 10); // ~ALLOC
allocator.free(data); // ~FREE
data[0] = 5; // ~FAULT use-after-free
