// The context is handed to the comparing function.
const std = @import("std");

fn byKey(keys: []const u32, a: usize, b: usize) bool {
    return keys[a] < keys[b];
}

pub fn main() void {
    const keys = [_]u32{ 30, 10, 20 };
    var order = [_]usize{ 0, 1, 2 };
    std.mem.sort(usize, &order, @as([]const u32, &keys), byKey);
    std.debug.print("{any}\n", .{order});
    std.sort.insertion(usize, &order, {}, std.sort.asc(usize));
    std.debug.print("{any} {}\n", .{ order, std.sort.isSorted(usize, &order, {}, std.sort.asc(usize)) });
    const at = std.sort.binarySearch(u32, &.{ 1, 3, 5 }, @as(u32, 5), struct {
        fn cmp(x: u32, item: u32) std.math.Order {
            return std.math.order(x, item);
        }
    }.cmp);
    std.debug.print("{?d}\n", .{at});
}
