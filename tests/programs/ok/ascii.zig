// std.ascii classifies and converts bytes.
const std = @import("std");
const ascii = std.ascii;

pub fn main() !void {
    for ("aZ5 _\n") |c| {
        std.debug.print("{}{}{}{} ", .{
            @intFromBool(ascii.isAlphabetic(c)), @intFromBool(ascii.isDigit(c)),
            @intFromBool(ascii.isWhitespace(c)), @intFromBool(ascii.isUpper(c)),
        });
    }
    std.debug.print("{c}{c}\n", .{ ascii.toUpper('q'), ascii.toLower('Q') });
    var buf: [8]u8 = undefined;
    std.debug.print("{s} {s}\n", .{ ascii.upperString(&buf, "abc"), ascii.lowerString(buf[4..], "XYZ") });
    std.debug.print("{} {}\n", .{ ascii.eqlIgnoreCase("Hello", "hELLO"), ascii.startsWithIgnoreCase("Hello", "HE") });
    std.debug.print("{} {} {}\n", .{ ascii.isAlphanumeric('_'), ascii.isHex('f'), ascii.isPrint(7) });
    const up = try ascii.allocUpperString(std.heap.page_allocator, "up");
    defer std.heap.page_allocator.free(up);
    std.debug.print("{s}\n", .{up});
}
