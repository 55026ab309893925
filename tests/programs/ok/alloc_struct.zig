// A struct on the heap, its fields through the pointer.
const std = @import("std");

const Player = struct { name: []const u8, score: u32 = 0 };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const p = try gpa.create(Player);
    defer gpa.destroy(p);
    p.* = .{ .name = "Lin" };
    p.score += 3;
    std.debug.print("{s} {d}\n", .{ p.name, p.score });
}
