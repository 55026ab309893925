//! The interface for everything that gives bytes: a buffer, and a function that fetches more into it.

const std = @import("../std.zig");
const Writer = std.Io.Writer;
const Reader = @This();

vtable: *const VTable,
buffer: []u8,
/// Before this index everything was taken.
seek: usize,
/// So many bytes of the buffer hold something.
end: usize,

pub const Error = error{ ReadFailed, EndOfStream };
pub const DelimiterError = error{ ReadFailed, EndOfStream, StreamTooLong };
pub const ShortError = error{ReadFailed};
pub const StreamError = error{ ReadFailed, WriteFailed, EndOfStream };

pub const VTable = struct {
    /// Passes bytes on to the writer, at most as many as the limit says; gives how many.
    stream: *const fn (r: *Reader, w: *Writer, limit: std.Io.Limit) StreamError!usize,
};

/// A reader over bytes that are there already.
pub fn fixed(buffer: []const u8) Reader {
    return .{ .vtable = &.{ .stream = nothingMore }, .buffer = @constCast(buffer), .seek = 0, .end = buffer.len };
}

fn nothingMore(_: *Reader, _: *Writer, _: std.Io.Limit) StreamError!usize {
    return error.EndOfStream;
}

/// What is in the buffer and was not taken.
pub fn buffered(r: *Reader) []u8 {
    return r.buffer[r.seek..r.end];
}

/// Takes bytes of the buffer away.
pub fn toss(r: *Reader, n: usize) void {
    r.seek += n;
    std.debug.assert(r.seek <= r.end);
}

/// Fetches more into the buffer, moving what is left to its front first.
pub fn fillMore(r: *Reader) Error!void {
    if (r.end == r.buffer.len) {
        std.mem.copyForwards(u8, r.buffer, r.buffered());
        r.end -= r.seek;
        r.seek = 0;
    }
    var room = Writer.fixed(r.buffer[r.end..]);
    const n = r.vtable.stream(r, &room, .limited(r.buffer.len - r.end)) catch |err| switch (err) {
        error.WriteFailed => return error.ReadFailed,
        else => |other| return @errorCast(other),
    };
    r.end += n;
}

/// The next `n` bytes, which stay.
pub fn peek(r: *Reader, n: usize) Error![]u8 {
    while (r.end - r.seek < n) try r.fillMore();
    return r.buffer[r.seek..][0..n];
}

/// The next `n` bytes. Dead after the next read.
pub fn take(r: *Reader, n: usize) Error![]u8 {
    const bytes = try r.peek(n);
    r.toss(n);
    return bytes;
}

pub fn peekByte(r: *Reader) Error!u8 {
    return (try r.peek(1))[0];
}

pub fn takeByte(r: *Reader) Error!u8 {
    return (try r.take(1))[0];
}

/// Everything up to the delimiter, with it. Dead after the next read.
pub fn takeDelimiterInclusive(r: *Reader, delimiter: u8) DelimiterError![]u8 {
    const line = try r.peekDelimiterInclusive(delimiter);
    r.toss(line.len);
    return line;
}

pub fn peekDelimiterInclusive(r: *Reader, delimiter: u8) DelimiterError![]u8 {
    while (true) {
        if (std.mem.indexOfScalar(u8, r.buffered(), delimiter)) |at| return r.buffered()[0 .. at + 1];
        if (r.end - r.seek == r.buffer.len) return error.StreamTooLong;
        try r.fillMore();
    }
}

/// Everything up to the delimiter, which stays, or up to the end. Nothing left: `error.EndOfStream`.
pub fn takeDelimiterExclusive(r: *Reader, delimiter: u8) DelimiterError![]u8 {
    const line = r.peekDelimiterInclusive(delimiter) catch |err| switch (err) {
        error.EndOfStream => {
            const rest = r.buffered();
            if (rest.len == 0) return error.EndOfStream;
            r.toss(rest.len);
            return rest;
        },
        else => |other| return other,
    };
    r.toss(line.len - 1);
    return line[0 .. line.len - 1];
}

/// Everything up to the delimiter, which is taken too; null when nothing is left.
pub fn takeDelimiter(r: *Reader, delimiter: u8) error{ ReadFailed, StreamTooLong }!?[]u8 {
    const line = r.peekDelimiterInclusive(delimiter) catch |err| switch (err) {
        error.EndOfStream => {
            const rest = r.buffered();
            if (rest.len == 0) return null;
            r.toss(rest.len);
            return rest;
        },
        else => |other| return @errorCast(other),
    };
    r.toss(line.len);
    return line[0 .. line.len - 1];
}

/// Fills the buffer as far as there is something; gives how much.
pub fn readSliceShort(r: *Reader, buffer: []u8) ShortError!usize {
    var n: usize = 0;
    while (n < buffer.len) {
        buffer[n] = r.takeByte() catch |err| switch (err) {
            error.EndOfStream => return n,
            error.ReadFailed => return error.ReadFailed,
        };
        n += 1;
    }
    return n;
}

/// Fills the whole buffer.
pub fn readSliceAll(r: *Reader, buffer: []u8) Error!void {
    if (try r.readSliceShort(buffer) < buffer.len) return error.EndOfStream;
}

/// An integer in the given byte order.
pub fn takeInt(r: *Reader, comptime T: type, endian: std.builtin.Endian) Error!T {
    const n = @divExact(@typeInfo(T).int.bits, 8);
    return std.mem.readInt(T, (try r.take(n))[0..n], endian);
}

/// An integer in the given byte order, which stays.
pub fn peekInt(r: *Reader, comptime T: type, endian: std.builtin.Endian) Error!T {
    const n = @divExact(@typeInfo(T).int.bits, 8);
    return std.mem.readInt(T, (try r.peek(n))[0..n], endian);
}

pub fn takeByteSigned(r: *Reader) Error!i8 {
    return @bitCast(try r.takeByte());
}

pub fn takeArray(r: *Reader, comptime n: usize) Error!*[n]u8 {
    return (try r.take(n))[0..n];
}

pub fn peekArray(r: *Reader, comptime n: usize) Error!*[n]u8 {
    return (try r.peek(n))[0..n];
}

/// Everything up to the delimiter or the end; nothing is taken.
pub fn peekDelimiterExclusive(r: *Reader, delimiter: u8) DelimiterError![]u8 {
    const line = r.peekDelimiterInclusive(delimiter) catch |err| switch (err) {
        error.EndOfStream => {
            if (r.buffered().len == 0) return error.EndOfStream;
            return r.buffered();
        },
        else => |other| return other,
    };
    return line[0 .. line.len - 1];
}

/// Skips exactly so many bytes.
pub fn discardAll(r: *Reader, n: usize) Error!void {
    for (0..n) |_| _ = try r.takeByte();
}

/// Skips up to and with the delimiter; gives how many bytes that were.
pub fn discardDelimiterInclusive(r: *Reader, delimiter: u8) Error!usize {
    var n: usize = 1;
    while (try r.takeByte() != delimiter) n += 1;
    return n;
}

/// Skips up to the delimiter, which stays, or to the end; gives how many bytes that were.
pub fn discardDelimiterExclusive(r: *Reader, delimiter: u8) ShortError!usize {
    var n: usize = 0;
    while (true) : (n += 1) {
        const byte = r.peekByte() catch |err| switch (err) {
            error.EndOfStream => return n,
            error.ReadFailed => return error.ReadFailed,
        };
        if (byte == delimiter) return n;
        r.toss(1);
    }
}

/// Skips everything; gives how many bytes that were.
pub fn discardRemaining(r: *Reader) ShortError!usize {
    var n: usize = 0;
    while (true) : (n += 1) {
        _ = r.takeByte() catch |err| switch (err) {
            error.EndOfStream => return n,
            error.ReadFailed => return error.ReadFailed,
        };
    }
}

/// Writes everything that is left to the writer; gives how many bytes that were.
pub fn streamRemaining(r: *Reader, w: *Writer) error{ ReadFailed, WriteFailed }!usize {
    var n: usize = 0;
    while (true) : (n += 1) {
        const byte = r.takeByte() catch |err| switch (err) {
            error.EndOfStream => return n,
            error.ReadFailed => return error.ReadFailed,
        };
        try w.writeByte(byte);
    }
}

/// Writes everything up to the delimiter, which stays, to the writer; gives how many bytes that were.
pub fn streamDelimiter(r: *Reader, w: *Writer, delimiter: u8) StreamError!usize {
    var n: usize = 0;
    while (try r.peekByte() != delimiter) : (n += 1) try w.writeByte(try r.takeByte());
    return n;
}

/// Everything that is left, in new memory, at most as much as the limit says.
pub fn allocRemaining(r: *Reader, gpa: std.mem.Allocator, limit: std.Io.Limit) error{ OutOfMemory, ReadFailed, StreamTooLong }![]u8 {
    var text: std.ArrayList(u8) = .empty;
    errdefer text.deinit(gpa);
    while (true) {
        const byte = r.takeByte() catch |err| switch (err) {
            error.EndOfStream => return text.toOwnedSlice(gpa),
            error.ReadFailed => return error.ReadFailed,
        };
        if (text.items.len == @intFromEnum(limit)) return error.StreamTooLong;
        try text.append(gpa, byte);
    }
}

/// So many bytes in new memory.
pub fn readAlloc(r: *Reader, allocator: std.mem.Allocator, len: usize) error{ OutOfMemory, ReadFailed, EndOfStream }![]u8 {
    const bytes = try allocator.alloc(u8, len);
    errdefer allocator.free(bytes);
    try r.readSliceAll(bytes);
    return bytes;
}

pub fn bufferedLen(r: *const Reader) usize {
    return r.end - r.seek;
}
