// Looking for a zero that is not there.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u8, 3); // ~ALLOC
    defer gpa.free(s);
    @memcpy(s, "abc");
    const z: [*:0]const u8 = @ptrCast(s.ptr);
    var n: usize = 0;
    while (z[n] != 0) n += 1; // ~FAULT out-of-bounds
}
