const std = @import("std");

fn find(wanted: usize) [2]usize {
    const at = outer: for (1..9) |row| {
        for (1..9) |column| {
            if (row * column == wanted) break :outer .{ row, column };
        }
    } else .{ 0, 0 };
    return .{ at[0], at[1] };
}

pub fn main() void {
    std.debug.print("{any} {any}\n", .{ find(42), find(43) });
    var wide = true;
    _ = &wide;
    const pair = if (wide) .{ @as(u32, 1), true } else .{ @as(u32, 2), true };
    std.debug.print("{d} {}\n", .{ pair[0], pair[1] });
}
