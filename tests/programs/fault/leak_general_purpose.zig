// A leak inside the general purpose allocator.
const std = @import("std");

pub fn main() !void {
    var gpa = std.heap.GeneralPurposeAllocator(.{}){};
    defer _ = gpa.deinit();
    const a = gpa.allocator();
    const p = try a.create(u64); // ~LEAK 8 bytes
    p.* = 5;
}
