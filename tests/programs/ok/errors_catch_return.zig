// catch may leave the function instead of giving a value.
const std = @import("std");

fn parse(c: u8) !u8 {
    if (c < '0' or c > '9') return error.NotADigit;
    return c - '0';
}

fn show(c: u8) void {
    const d = parse(c) catch {
        std.debug.print("no digit\n", .{});
        return;
    };
    std.debug.print("digit {d}\n", .{d});
}

pub fn main() void {
    show('7');
    show('x');
}
