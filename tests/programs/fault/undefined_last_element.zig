const std = @import("std");
pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const xs = try gpa.alloc(u32, 4); // ~ALLOC
    defer gpa.free(xs);
    for (0..3) |i| xs[i] = @intCast(i);
    var m: u32 = 0;
    for (xs) |x| {
        if (x > m) m = x; // ~FAULT undefined-read
    }
    std.debug.print("{d}\n", .{m});
}
