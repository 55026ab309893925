// A file of statements is a program: they become main's. // ~NOT-ZIG
const numbers = try allocator.alloc(u32, 3);
defer allocator.free(numbers);
for (numbers, 1..) |*n, i| n.* = @intCast(i * 10);
std.debug.print("{any}\n", .{numbers});
