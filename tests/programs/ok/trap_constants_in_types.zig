// Constants of a type, computed from each other in any order.
const std = @import("std");

const Config = struct {
    const total = width * height;
    const width = 4;
    const height: u8 = rows.len;
    const rows = [_][]const u8{ "a", "b", "c" };

    cells: [total]u8 = @splat(0),

    const default = Config{};
};

pub fn main() void {
    var c: Config = .default;
    c.cells[Config.total - 1] = 1;
    std.debug.print("{d} {d} {any}\n", .{ Config.total, c.cells.len, c.cells[8..] });
}
