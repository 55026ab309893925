// The map that gets its allocator at every call; used as a set.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var seen: std.AutoHashMapUnmanaged(i32, void) = .empty;
    defer seen.deinit(gpa);
    for ([_]i32{ 3, -1, 3, 7, -1 }) |x| try seen.put(gpa, x, {});
    std.debug.print("{d} {} {}\n", .{ seen.count(), seen.contains(-1), seen.contains(0) });
    var names: std.StringHashMapUnmanaged(usize) = .empty;
    defer names.deinit(gpa);
    try names.ensureTotalCapacity(gpa, 8);
    names.putAssumeCapacity("x", 1);
    std.debug.print("{d}\n", .{names.get("x").?});
    names.clearRetainingCapacity();
    std.debug.print("{d}\n", .{names.count()});
}
