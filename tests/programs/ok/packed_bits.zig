// A packed struct with odd widths, written field by field.
const std = @import("std");

const Date = packed struct { day: u5, month: u4, year: u12 };

pub fn main() void {
    var d: Date = .{ .day = 31, .month = 12, .year = 2024 };
    d.month = 1;
    d.year += 1;
    std.debug.print("{d}-{d}-{d} {d} {d}\n", .{ d.year, d.month, d.day, @bitSizeOf(Date), @sizeOf(Date) });
    std.debug.print("{}\n", .{d == Date{ .day = 31, .month = 1, .year = 2025 }});
}
