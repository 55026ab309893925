// Reading floats from text.
const std = @import("std");

pub fn main() !void {
    for ([_][]const u8{ "1.5", "-0.25", "1e3", "100", ".5", "inf", "abc", "" }) |text| {
        const r = std.fmt.parseFloat(f64, text);
        if (r) |x| {
            std.debug.print("{d} ", .{x});
        } else |e| std.debug.print("{s} ", .{@errorName(e)});
    }
    std.debug.print("{d}\n", .{try std.fmt.parseFloat(f32, "0.1")});
}
