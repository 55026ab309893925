// Joining slices into a new block.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const joined = try std.mem.join(gpa, ", ", &.{ "a", "bc", "d" });
    defer gpa.free(joined);
    const all = try std.mem.concat(gpa, u8, &.{ "x", "yz", "" });
    defer gpa.free(all);
    const big = try std.mem.replaceOwned(u8, gpa, "a.b.c", ".", "->");
    defer gpa.free(big);
    std.debug.print("{s} {s} {s}\n", .{ joined, all, big });
}
