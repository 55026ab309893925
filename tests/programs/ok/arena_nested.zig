// An arena over another allocator's arena.
const std = @import("std");

fn build(gpa: std.mem.Allocator) !usize {
    var arena = std.heap.ArenaAllocator.init(gpa);
    defer arena.deinit();
    const a = arena.allocator();
    var list: std.ArrayList([]u8) = .empty;
    for (0..5) |i| try list.append(a, try a.dupe(u8, "abcdef"[0..i]));
    var n: usize = 0;
    for (list.items) |s| n += s.len;
    return n;
}

pub fn main() !void {
    var outer = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer outer.deinit();
    std.debug.print("{d}\n", .{try build(outer.allocator())});
    std.debug.print("{d}\n", .{try build(std.heap.page_allocator)});
}
