// orelse and catch may continue, break or return.
const std = @import("std");

fn digit(c: u8) ?u8 {
    return if (c >= '0' and c <= '9') c - '0' else null;
}

fn sum(s: []const u8) !u32 {
    var total: u32 = 0;
    for (s) |c| {
        if (c == ';') break;
        total += digit(c) orelse continue;
    }
    const first = digit(s[0]) orelse return error.NoDigit;
    return total * 10 + first;
}

pub fn main() void {
    for ([_][]const u8{ "1a2;9", "x1", "555" }) |s| {
        const n = sum(s) catch |e| {
            std.debug.print("{t} ", .{e});
            continue;
        };
        std.debug.print("{d} ", .{n});
    }
    std.debug.print("\n", .{});
}
