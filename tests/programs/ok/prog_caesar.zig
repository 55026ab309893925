// Encoding and decoding into buffers from the heap.
const std = @import("std");

fn rotate(gpa: std.mem.Allocator, s: []const u8, by: u8) ![]u8 {
    const out = try gpa.dupe(u8, s);
    for (out) |*c| {
        switch (c.*) {
            'a'...'z' => c.* = 'a' + (c.* - 'a' + by) % 26,
            'A'...'Z' => c.* = 'A' + (c.* - 'A' + by) % 26,
            else => {},
        }
    }
    return out;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const secret = try rotate(gpa, "Hello, World!", 3);
    defer gpa.free(secret);
    const plain = try rotate(gpa, secret, 23);
    defer gpa.free(plain);
    std.debug.print("{s} {s}\n", .{ secret, plain });
}
