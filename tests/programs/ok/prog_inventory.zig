// A report with padded columns.
const std = @import("std");

const Item = struct {
    name: []const u8,
    count: u32,
    price: f64,

    fn total(self: Item) f64 {
        return @as(f64, @floatFromInt(self.count)) * self.price;
    }
};

pub fn main() void {
    const items = [_]Item{
        .{ .name = "bolt", .count = 120, .price = 0.25 },
        .{ .name = "wheel", .count = 4, .price = 89.9 },
        .{ .name = "frame", .count = 1, .price = 1250 },
    };
    var sum: f64 = 0;
    std.debug.print("{s:<8}|{s:>6}|{s:>10}\n", .{ "item", "count", "total" });
    std.debug.print("{s:-<8}+{s:->6}+{s:->10}\n", .{ "", "", "" });
    for (items) |i| {
        std.debug.print("{s:<8}|{d:>6}|{d:>10.2}\n", .{ i.name, i.count, i.total() });
        sum += i.total();
    }
    std.debug.print("{s:^8}|{s:6}|{d:>10.2}\n", .{ "sum", "", sum });
}
