// Roman numerals in both directions.
const std = @import("std");

const table = [_]struct { value: u16, digits: []const u8 }{
    .{ .value = 1000, .digits = "M" }, .{ .value = 900, .digits = "CM" },
    .{ .value = 500, .digits = "D" },  .{ .value = 400, .digits = "CD" },
    .{ .value = 100, .digits = "C" },  .{ .value = 90, .digits = "XC" },
    .{ .value = 50, .digits = "L" },   .{ .value = 40, .digits = "XL" },
    .{ .value = 10, .digits = "X" },   .{ .value = 9, .digits = "IX" },
    .{ .value = 5, .digits = "V" },    .{ .value = 4, .digits = "IV" },
    .{ .value = 1, .digits = "I" },
};

fn toRoman(n: u16, buf: []u8) []u8 {
    var rest = n;
    var len: usize = 0;
    for (table) |t| {
        while (rest >= t.value) {
            @memcpy(buf[len..][0..t.digits.len], t.digits);
            len += t.digits.len;
            rest -= t.value;
        }
    }
    return buf[0..len];
}

fn fromRoman(s: []const u8) u16 {
    var rest = s;
    var n: u16 = 0;
    for (table) |t| {
        while (std.mem.startsWith(u8, rest, t.digits)) {
            n += t.value;
            rest = rest[t.digits.len..];
        }
    }
    return n;
}

pub fn main() void {
    var buf: [20]u8 = undefined;
    for ([_]u16{ 4, 9, 14, 40, 1999, 2024, 3888 }) |n| {
        const r = toRoman(n, &buf);
        std.debug.print("{d}={s}={d}\n", .{ n, r, fromRoman(r) });
    }
}
