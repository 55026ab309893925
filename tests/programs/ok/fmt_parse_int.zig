// Reading integers from text.
const std = @import("std");
const parseInt = std.fmt.parseInt;

pub fn main() !void {
    std.debug.print("{d} {d} {d}\n", .{
        try parseInt(i32, "-123", 10),
        try parseInt(u8, "ff", 16),
        try parseInt(u32, "1_000", 10),
    });
    std.debug.print("{d} {d} {d}\n", .{
        try parseInt(i64, "0x1F", 0),
        try parseInt(i64, "0b101", 0),
        try parseInt(i8, "+5", 10),
    });
    for ([_][]const u8{ "", "x", "300", "-1", "1.5", " 1", "_1", "12a" }) |text| {
        const r = parseInt(u8, text, 10);
        if (r) |n| {
            std.debug.print("{d} ", .{n});
        } else |e| std.debug.print("{s} ", .{@errorName(e)});
    }
    std.debug.print("\n{d}\n", .{try std.fmt.parseUnsigned(u16, "65535", 10)});
}
