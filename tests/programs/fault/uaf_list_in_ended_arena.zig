const std = @import("std");
pub fn main() !void {
    var gpa: std.heap.DebugAllocator(.{}) = .init;
    const a = gpa.allocator();
    var arena = std.heap.ArenaAllocator.init(a);
    const list = try arena.allocator().create(std.ArrayList(u8));
    list.* = .empty;
    defer list.deinit(a); // ~FAULT use-after-free
    defer arena.deinit(); // ~FREE
    try list.append(a, 1);
    _ = &gpa;
}
