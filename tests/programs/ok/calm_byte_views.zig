// A value seen as bytes, changed as bytes, and read again.
const std = @import("std");

const Rgba = extern struct { r: u8, g: u8, b: u8, a: u8 };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const pixels = try gpa.alloc(Rgba, 2);
    defer gpa.free(pixels);
    const bytes = std.mem.sliceAsBytes(pixels);
    for (bytes, 0..) |*b, i| b.* = @intCast(i);
    pixels[1].g = 99;
    const words: []align(1) u32 = @ptrCast(bytes);
    std.debug.print("{any} {x}\n", .{ bytes, words[0] });
}
