// A list of structs with an array for each field.
const std = @import("std");
const Point = struct { x: f32, y: f32, tag: u8 };
pub fn main() !void {
    var gpa: std.heap.DebugAllocator(.{}) = .init;
    defer _ = gpa.deinit();
    const a = gpa.allocator();
    var list: std.MultiArrayList(Point) = .empty;
    defer list.deinit(a);
    try list.append(a, .{ .x = 1, .y = 2, .tag = 'a' });
    try list.append(a, .{ .x = 3, .y = 4, .tag = 'b' });
    try list.append(a, .{ .x = 5, .y = 6, .tag = 'c' });
    for (list.items(.x), list.items(.tag)) |x, t| std.debug.print("{d} {c}\n", .{ x, t });
    list.items(.y)[1] = 40;
    std.debug.print("{any} {d}\n", .{ list.get(1), list.len });
    list.set(0, .{ .x = 9, .y = 9, .tag = 'z' });
    const s = list.slice();
    for (0..s.len) |i| std.debug.print("{d} ", .{s.items(.y)[i]});
    const p = list.pop();
    std.debug.print("{?}\n", .{p});
    list.swapRemove(0);
    std.debug.print("{d} {any}\n", .{ list.len, list.get(0) });
    try list.insert(a, 0, .{ .x = 7, .y = 8, .tag = 'q' });
    list.orderedRemove(1);
    std.debug.print("{d} {any}\n", .{ list.len, list.get(0) });
    try list.ensureTotalCapacity(a, 100);
    list.appendAssumeCapacity(.{ .x = 0, .y = 0, .tag = 0 });
    std.debug.print("{d} {}\n", .{ list.len, list.capacity >= 100 });
}
