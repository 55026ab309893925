//! Text beyond ASCII: characters of one to four bytes (UTF-8).

const std = @import("std.zig");

/// How many bytes the character has that begins with this byte.
pub fn utf8ByteSequenceLength(first_byte: u8) error{Utf8InvalidStartByte}!u3 {
    return switch (first_byte) {
        0b0000_0000...0b0111_1111 => 1,
        0b1100_0000...0b1101_1111 => 2,
        0b1110_0000...0b1110_1111 => 3,
        0b1111_0000...0b1111_0111 => 4,
        else => error.Utf8InvalidStartByte,
    };
}

/// How many bytes the character needs.
pub fn utf8CodepointSequenceLength(c: u21) error{CodepointTooLarge}!u3 {
    if (c < 0x80) return 1;
    if (c < 0x800) return 2;
    if (c < 0x10000) return 3;
    if (c < 0x110000) return 4;
    return error.CodepointTooLarge;
}

/// Writes a character; gives the number of bytes.
pub fn utf8Encode(c: u21, out: []u8) error{ Utf8CannotEncodeSurrogateHalf, CodepointTooLarge }!u3 {
    const length = try utf8CodepointSequenceLength(c);
    if (c >= 0xd800 and c <= 0xdfff) return error.Utf8CannotEncodeSurrogateHalf;
    switch (length) {
        1 => out[0] = @intCast(c),
        2 => {
            out[0] = @intCast(0b1100_0000 | (c >> 6));
            out[1] = tail(c);
        },
        3 => {
            out[0] = @intCast(0b1110_0000 | (c >> 12));
            out[1] = tail(c >> 6);
            out[2] = tail(c);
        },
        else => {
            out[0] = @intCast(0b1111_0000 | (c >> 18));
            out[1] = tail(c >> 12);
            out[2] = tail(c >> 6);
            out[3] = tail(c);
        },
    }
    return length;
}

fn tail(c: u21) u8 {
    return @intCast(0b1000_0000 | (c & 0b0011_1111));
}

const Utf8DecodeError = error{
    Utf8InvalidStartByte,
    Utf8ExpectedContinuation,
    Utf8OverlongEncoding,
    Utf8EncodesSurrogateHalf,
    Utf8CodepointTooLarge,
};

/// The character that these bytes are; all of them must belong to it.
pub fn utf8Decode(bytes: []const u8) Utf8DecodeError!u21 {
    const length = try utf8ByteSequenceLength(bytes[0]);
    std.debug.assert(bytes.len == length);
    if (length == 1) return bytes[0];
    var c: u21 = switch (length) {
        2 => bytes[0] & 0b0001_1111,
        3 => bytes[0] & 0b0000_1111,
        else => bytes[0] & 0b0000_0111,
    };
    for (bytes[1..]) |byte| {
        if (byte & 0b1100_0000 != 0b1000_0000) return error.Utf8ExpectedContinuation;
        c = c << 6 | (byte & 0b0011_1111);
    }
    const shortest: u21 = switch (length) {
        2 => 0x80,
        3 => 0x800,
        else => 0x10000,
    };
    if (c < shortest) return error.Utf8OverlongEncoding;
    if (c >= 0xd800 and c <= 0xdfff) return error.Utf8EncodesSurrogateHalf;
    if (c > 0x10ffff) return error.Utf8CodepointTooLarge;
    return c;
}

pub fn utf8ValidateSlice(input: []const u8) bool {
    var i: usize = 0;
    while (i < input.len) {
        const length = utf8ByteSequenceLength(input[i]) catch return false;
        if (i + length > input.len) return false;
        _ = utf8Decode(input[i..][0..length]) catch return false;
        i += length;
    }
    return true;
}

/// The number of characters.
pub fn utf8CountCodepoints(s: []const u8) !usize {
    var n: usize = 0;
    var i: usize = 0;
    while (i < s.len) : (n += 1) {
        const length = try utf8ByteSequenceLength(s[i]);
        if (i + length > s.len) return error.TruncatedInput;
        _ = try utf8Decode(s[i..][0..length]);
        i += length;
    }
    return n;
}

/// A text whose characters can be walked through.
pub const Utf8View = struct {
    bytes: []const u8,

    pub fn init(s: []const u8) error{InvalidUtf8}!Utf8View {
        if (!utf8ValidateSlice(s)) return error.InvalidUtf8;
        return initUnchecked(s);
    }

    pub fn initUnchecked(s: []const u8) Utf8View {
        return .{ .bytes = s };
    }

    pub fn iterator(s: Utf8View) Utf8Iterator {
        return .{ .bytes = s.bytes, .i = 0 };
    }
};

pub const Utf8Iterator = struct {
    bytes: []const u8,
    i: usize,

    /// The bytes of the next character.
    pub fn nextCodepointSlice(it: *Utf8Iterator) ?[]const u8 {
        if (it.i >= it.bytes.len) return null;
        const length = utf8ByteSequenceLength(it.bytes[it.i]) catch unreachable;
        it.i += length;
        return it.bytes[it.i - length .. it.i];
    }

    pub fn nextCodepoint(it: *Utf8Iterator) ?u21 {
        const slice = it.nextCodepointSlice() orelse return null;
        return utf8Decode(slice) catch unreachable;
    }

    /// The bytes of the next `n` characters, without going on.
    pub fn peek(it: *Utf8Iterator, n: usize) []const u8 {
        var copy = it.*;
        for (0..n) |_| {
            _ = copy.nextCodepointSlice() orelse break;
        }
        return it.bytes[it.i..copy.i];
    }
};

/// Stands for what is no character.
pub const replacement_character: u21 = 0xFFFD;

pub fn utf8ValidCodepoint(value: u21) bool {
    return value <= 0x10FFFF and !isSurrogateCodepoint(value);
}

pub fn isSurrogateCodepoint(c: u21) bool {
    return c >= 0xD800 and c <= 0xDFFF;
}

/// The bytes of a character that is known when the program is compiled.
pub fn utf8EncodeComptime(comptime c: u21) [utf8CodepointSequenceLength(c) catch |err| @compileError(@errorName(err))]u8 {
    comptime var bytes: [utf8CodepointSequenceLength(c) catch unreachable]u8 = undefined;
    comptime std.debug.assert((utf8Encode(c, &bytes) catch unreachable) == bytes.len);
    return bytes;
}
