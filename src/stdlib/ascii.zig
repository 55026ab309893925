//! Letters, digits and the other characters of ASCII, byte by byte.

const std = @import("std.zig");
const Allocator = std.mem.Allocator;

pub const whitespace = [_]u8{ ' ', '\t', '\n', '\r', 0x0b, 0x0c };

pub fn isAscii(c: u8) bool {
    return c < 128;
}

pub fn isUpper(c: u8) bool {
    return c >= 'A' and c <= 'Z';
}

pub fn isLower(c: u8) bool {
    return c >= 'a' and c <= 'z';
}

pub fn isAlphabetic(c: u8) bool {
    return isUpper(c) or isLower(c);
}

pub fn isDigit(c: u8) bool {
    return c >= '0' and c <= '9';
}

pub fn isAlphanumeric(c: u8) bool {
    return isAlphabetic(c) or isDigit(c);
}

pub fn isHex(c: u8) bool {
    return switch (c) {
        '0'...'9', 'a'...'f', 'A'...'F' => true,
        else => false,
    };
}

pub fn isWhitespace(c: u8) bool {
    return switch (c) {
        ' ', '\t'...'\r' => true,
        else => false,
    };
}

/// A character that leaves something on paper, or a space.
pub fn isPrint(c: u8) bool {
    return isAscii(c) and !isControl(c);
}

pub fn isControl(c: u8) bool {
    return c < ' ' or c == 127;
}

pub fn toUpper(c: u8) u8 {
    return if (isLower(c)) c - 'a' + 'A' else c;
}

pub fn toLower(c: u8) u8 {
    return if (isUpper(c)) c - 'A' + 'a' else c;
}

pub fn lowerString(output: []u8, ascii_string: []const u8) []u8 {
    std.debug.assert(output.len >= ascii_string.len);
    for (ascii_string, 0..) |c, i| output[i] = toLower(c);
    return output[0..ascii_string.len];
}

pub fn upperString(output: []u8, ascii_string: []const u8) []u8 {
    std.debug.assert(output.len >= ascii_string.len);
    for (ascii_string, 0..) |c, i| output[i] = toUpper(c);
    return output[0..ascii_string.len];
}

pub fn allocLowerString(gpa: Allocator, ascii_string: []const u8) Allocator.Error![]u8 {
    return lowerString(try gpa.alloc(u8, ascii_string.len), ascii_string);
}

pub fn allocUpperString(gpa: Allocator, ascii_string: []const u8) Allocator.Error![]u8 {
    return upperString(try gpa.alloc(u8, ascii_string.len), ascii_string);
}

pub fn eqlIgnoreCase(a: []const u8, b: []const u8) bool {
    if (a.len != b.len) return false;
    for (a, b) |x, y| {
        if (toLower(x) != toLower(y)) return false;
    }
    return true;
}

pub fn startsWithIgnoreCase(haystack: []const u8, needle: []const u8) bool {
    return needle.len <= haystack.len and eqlIgnoreCase(haystack[0..needle.len], needle);
}

pub fn endsWithIgnoreCase(haystack: []const u8, needle: []const u8) bool {
    return needle.len <= haystack.len and eqlIgnoreCase(haystack[haystack.len - needle.len ..], needle);
}

pub fn indexOfIgnoreCase(haystack: []const u8, needle: []const u8) ?usize {
    return indexOfIgnoreCasePos(haystack, 0, needle);
}

pub fn indexOfIgnoreCasePos(haystack: []const u8, start_index: usize, needle: []const u8) ?usize {
    if (needle.len > haystack.len) return null;
    var i = start_index;
    while (i <= haystack.len - needle.len) : (i += 1) {
        if (eqlIgnoreCase(haystack[i..][0..needle.len], needle)) return i;
    }
    return null;
}

pub fn orderIgnoreCase(lhs: []const u8, rhs: []const u8) std.math.Order {
    const shared = @min(lhs.len, rhs.len);
    for (lhs[0..shared], rhs[0..shared]) |x, y| {
        const order = std.math.order(toLower(x), toLower(y));
        if (order != .eq) return order;
    }
    return std.math.order(lhs.len, rhs.len);
}

pub fn lessThanIgnoreCase(lhs: []const u8, rhs: []const u8) bool {
    return orderIgnoreCase(lhs, rhs) == .lt;
}

pub const lowercase = "abcdefghijklmnopqrstuvwxyz";
pub const uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
pub const letters = lowercase ++ uppercase;
