// A view of a block may be used as long as the whole is alive.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const all = try gpa.alloc(u8, 5);
    for (all, "hello") |*d, s| d.* = s;
    const tail = all[3..];
    tail[0] = 'L';
    std.debug.print("{s} {s}\n", .{ all, tail });
    gpa.free(all);
}
