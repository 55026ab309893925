// An allocator that fails on purpose, to test the errdefers.
const std = @import("std");

fn pair(gpa: std.mem.Allocator) ![2]*u32 {
    const a = try gpa.create(u32);
    errdefer gpa.destroy(a);
    const b = try gpa.create(u32);
    return .{ a, b };
}

pub fn main() !void {
    var failing = std.testing.FailingAllocator.init(std.heap.page_allocator, .{ .fail_index = 1 });
    const gpa = failing.allocator();
    if (pair(gpa)) |p| {
        gpa.destroy(p[0]);
        gpa.destroy(p[1]);
    } else |e| std.debug.print("{s} ", .{@errorName(e)});
    std.debug.print("{d} {d} {}\n", .{ failing.allocations, failing.deallocations, failing.has_induced_failure });
}
