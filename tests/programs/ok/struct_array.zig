// An array of structs, changed in place.
const std = @import("std");

const Item = struct { name: []const u8, price: u32 };

pub fn main() void {
    var items = [_]Item{
        .{ .name = "tea", .price = 3 },
        .{ .name = "cake", .price = 5 },
    };
    for (&items) |*item| item.price *= 2;
    items[0].name = "green tea";
    var total: u32 = 0;
    for (items) |item| {
        std.debug.print("{s} {d}\n", .{ item.name, item.price });
        total += item.price;
    }
    std.debug.print("{d}\n", .{total});
}
