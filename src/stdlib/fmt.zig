//! Values to text and text to values.

const std = @import("std.zig");
const mem = std.mem;
const Allocator = mem.Allocator;

pub const BufPrintError = error{NoSpaceLeft};
pub const ParseIntError = error{ Overflow, InvalidCharacter };
pub const ParseFloatError = error{InvalidCharacter};

/// Writes to the buffer; gives the part that was written.
pub fn bufPrint(buf: []u8, comptime fmt: []const u8, args: anytype) BufPrintError![]u8 {
    if (@vmFormatCallsMethods(fmt)) {
        var writer = std.Io.Writer.fixed(buf);
        writer.print(fmt, args) catch return error.NoSpaceLeft;
        return writer.buffered();
    }
    return @vmFormat(buf, fmt, args);
}

/// The same with a zero behind the text.
pub fn bufPrintZ(buf: []u8, comptime fmt: []const u8, args: anytype) BufPrintError![:0]u8 {
    if (buf.len == 0) return error.NoSpaceLeft;
    const text = try bufPrint(buf[0 .. buf.len - 1], fmt, args);
    buf[text.len] = 0;
    return buf[0..text.len :0];
}

/// Writes to new memory, which has just the right size in the end.
pub fn allocPrint(gpa: Allocator, comptime fmt: []const u8, args: anytype) Allocator.Error![]u8 {
    // The format's own length is a good first guess.
    var writer = try std.Io.Writer.Allocating.initCapacity(gpa, fmt.len);
    defer writer.deinit();
    writer.writer.print(fmt, args) catch return error.OutOfMemory;
    return writer.toOwnedSlice();
}

pub fn allocPrintSentinel(gpa: Allocator, comptime fmt: []const u8, args: anytype, comptime sentinel: u8) Allocator.Error![:sentinel]u8 {
    var writer = try std.Io.Writer.Allocating.initCapacity(gpa, fmt.len);
    defer writer.deinit();
    writer.writer.print(fmt, args) catch return error.OutOfMemory;
    return writer.toOwnedSliceSentinel(sentinel);
}

/// How many bytes the text has.
pub fn count(comptime fmt: []const u8, args: anytype) u64 {
    if (@vmFormatCallsMethods(fmt)) {
        var counter = std.Io.Writer.Discarding.init(&.{});
        counter.writer.print(fmt, args) catch unreachable;
        return counter.fullCount();
    }
    return @vmFormatCount(fmt, args);
}

/// The text, made while the program is compiled.
pub inline fn comptimePrint(comptime fmt: []const u8, args: anytype) *const [@vmComptimePrint(fmt, args).len:0]u8 {
    return @vmComptimePrint(fmt, args);
}

/// Reads a number with an optional sign. Base 0 means that a prefix `0x`, `0o` or `0b` says the base.
/// Underscores between digits are skipped.
pub fn parseInt(comptime T: type, buf: []const u8, base: u8) ParseIntError!T {
    if (buf.len == 0) return error.InvalidCharacter;
    return switch (buf[0]) {
        '+' => parseDigits(T, buf[1..], base, false),
        '-' => parseDigits(T, buf[1..], base, true),
        else => parseDigits(T, buf, base, false),
    };
}

/// The same without a sign.
pub fn parseUnsigned(comptime T: type, buf: []const u8, base: u8) ParseIntError!T {
    return parseDigits(T, buf, base, false);
}

fn parseDigits(comptime T: type, buf: []const u8, base: u8, negative: bool) ParseIntError!T {
    var digits = buf;
    var radix = base;
    if (base == 0) {
        radix = 10;
        if (buf.len > 2 and buf[0] == '0') {
            switch (std.ascii.toLower(buf[1])) {
                'x' => radix = 16,
                'o' => radix = 8,
                'b' => radix = 2,
                else => {},
            }
            if (radix != 10) digits = buf[2..];
        }
    }
    if (digits.len == 0 or digits[0] == '_' or digits[digits.len - 1] == '_') return error.InvalidCharacter;

    // A type with room for the base, however few bits T has.
    const Wide = if (@typeInfo(T).int.bits < 8) std.meta.Int(@typeInfo(T).int.signedness, 9) else T;
    var value: Wide = 0;
    for (digits) |c| {
        if (c == '_') continue;
        const digit = try charToDigit(c, radix);
        if (value != 0) value = try std.math.mul(Wide, value, std.math.cast(Wide, radix) orelse return error.Overflow);
        const part = std.math.cast(Wide, digit) orelse return error.Overflow;
        // Below zero digits are taken away, because the smallest number has no positive counterpart.
        value = if (negative) try std.math.sub(Wide, value, part) else try std.math.add(Wide, value, part);
    }
    return std.math.cast(T, value) orelse error.Overflow;
}

/// The value of a digit in a base up to 36.
pub fn charToDigit(c: u8, base: u8) error{InvalidCharacter}!u8 {
    const value = switch (c) {
        '0'...'9' => c - '0',
        'A'...'Z' => c - 'A' + 10,
        'a'...'z' => c - 'a' + 10,
        else => return error.InvalidCharacter,
    };
    return if (value >= base) error.InvalidCharacter else value;
}

/// The digit for a value.
pub fn digitToChar(digit: u8, case: Case) u8 {
    return switch (digit) {
        0...9 => digit + '0',
        10...35 => digit - 10 + @as(u8, if (case == .upper) 'A' else 'a'),
        else => unreachable,
    };
}

pub const Case = enum { lower, upper };

/// Reads a decimal number such as `1.5`, `-3e10`, `inf` or `nan`.
pub fn parseFloat(comptime T: type, s: []const u8) ParseFloatError!T {
    const value = @vmParseFloat(s, @typeInfo(T).float.bits) orelse return error.InvalidCharacter;
    return @floatCast(value);
}

/// Writes bytes as pairs of hexadecimal digits.
pub fn bytesToHex(input: anytype, case: Case) [input.len * 2]u8 {
    var text: [input.len * 2]u8 = undefined;
    for (input, 0..) |byte, i| {
        text[2 * i] = digitToChar(byte >> 4, case);
        text[2 * i + 1] = digitToChar(byte & 15, case);
    }
    return text;
}

/// Reads pairs of hexadecimal digits.
pub fn hexToBytes(out: []u8, input: []const u8) error{ InvalidLength, InvalidCharacter, NoSpaceLeft }![]u8 {
    if (input.len % 2 != 0) return error.InvalidLength;
    if (out.len * 2 < input.len) return error.NoSpaceLeft;
    var i: usize = 0;
    while (i < input.len) : (i += 2) {
        const high = try charToDigit(input[i], 16);
        const low = try charToDigit(input[i + 1], 16);
        out[i / 2] = high << 4 | low;
    }
    return out[0 .. input.len / 2];
}

/// A value that prints itself by one of its methods, for `{f}`.
pub fn Alt(
    comptime Data: type,
    comptime formatFn: fn (data: Data, writer: *std.Io.Writer) std.Io.Writer.Error!void,
) type {
    return struct {
        data: Data,

        pub inline fn format(self: @This(), writer: *std.Io.Writer) std.Io.Writer.Error!void {
            try formatFn(self.data, writer);
        }
    };
}

/// Chooses the method of `context` that `{f}` calls.
pub fn alt(
    context: anytype,
    comptime func_name: @Type(.enum_literal),
) Alt(@TypeOf(context), @field(@TypeOf(context), @tagName(func_name))) {
    return .{ .data = context };
}
