// Through [*]T.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.alloc(u8, 10); // ~ALLOC
    @memset(s, 0);
    var p = s.ptr;
    p += 3;
    gpa.free(s); // ~FREE
    p[0] = 1; // ~FAULT use-after-free
}
