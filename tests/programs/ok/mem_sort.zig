// std.mem.sort with a function that says which comes first.
const std = @import("std");

const Item = struct { name: []const u8, weight: u32 };

fn lighter(_: void, a: Item, b: Item) bool {
    return a.weight < b.weight;
}

pub fn main() void {
    var n = [_]i32{ 5, -1, 3, 3, 0, 12, 7 };
    std.mem.sort(i32, &n, {}, std.sort.asc(i32));
    std.debug.print("{any}\n", .{n});
    std.mem.sort(i32, n[2..], {}, comptime std.sort.desc(i32));
    std.debug.print("{any}\n", .{n});
    var items = [_]Item{
        .{ .name = "c", .weight = 3 },
        .{ .name = "a", .weight = 1 },
        .{ .name = "b", .weight = 1 },
    };
    std.mem.sort(Item, &items, {}, lighter); // stable: a stays before b
    for (items) |i| std.debug.print("{s} ", .{i.name});
    std.debug.print("\n", .{});
}
