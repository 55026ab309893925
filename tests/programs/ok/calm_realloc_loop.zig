// realloc up and down, always using the new slice.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var s = try gpa.alloc(u32, 1);
    s[0] = 0;
    var len: usize = 1;
    while (len < 3000) {
        s = try gpa.realloc(s, len * 3);
        for (s[len..], len..) |*x, i| x.* = @intCast(i);
        len *= 3;
    }
    while (len > 2) {
        len /= 2;
        s = try gpa.realloc(s, len);
    }
    std.debug.print("{any}\n", .{s});
    gpa.free(s);
}
