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
