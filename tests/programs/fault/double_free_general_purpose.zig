// The same through the general purpose allocator.
const std = @import("std");

pub fn main() !void {
    var gpa = std.heap.GeneralPurposeAllocator(.{}){};
    defer _ = gpa.deinit();
    const a = gpa.allocator();
    const s = try a.alloc(u8, 10); // ~ALLOC
    a.free(s); // ~FREE
    a.free(s); // ~FAULT double-free
}
