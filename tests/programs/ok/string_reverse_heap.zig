// A new string made from an old one.
const std = @import("std");

fn reversed(gpa: std.mem.Allocator, s: []const u8) ![]u8 {
    const r = try gpa.alloc(u8, s.len);
    for (s, 0..) |c, i| r[s.len - 1 - i] = c;
    return r;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const r = try reversed(gpa, "stressed");
    defer gpa.free(r);
    std.debug.print("{s}\n", .{r});
}
