// A list of structs, changed in place.
const std = @import("std");

const Task = struct { title: []const u8, done: bool = false };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var tasks = std.ArrayList(Task).empty;
    defer tasks.deinit(gpa);
    for ([_][]const u8{ "wash", "cook", "read" }) |t| try tasks.append(gpa, .{ .title = t });
    tasks.items[1].done = true;
    for (tasks.items) |*t| {
        if (!t.done) std.debug.print("{s} ", .{t.title});
    }
    std.debug.print("{d}\n", .{tasks.items.len});
}
