// allocPrint makes a string on the heap.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try std.fmt.allocPrint(gpa, "{s} is {d}", .{ "x", 10 });
    defer gpa.free(s);
    std.debug.print("{s} {d}\n", .{ s, s.len });
    std.debug.print("{d}\n", .{std.fmt.count("{d:>5}", .{1})});
    std.debug.print("{s}\n", .{std.fmt.comptimePrint("{d}+{d}", .{ 1, 2 })});
}
