// Its newer name and form.
const std = @import("std");

pub fn main() !void {
    var debug: std.heap.DebugAllocator(.{}) = .init;
    defer {
        const check = debug.deinit();
        std.debug.print("{}\n", .{check == .ok});
    }
    const gpa = debug.allocator();
    var list: std.ArrayList(u64) = .empty;
    defer list.deinit(gpa);
    for (0..200) |i| try list.append(gpa, i);
    std.debug.print("{d}\n", .{list.items[150]});
}
