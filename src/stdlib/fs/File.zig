//! The standard streams of the program.

const std = @import("../std.zig");
const Io = std.Io;
const File = @This();

handle: Handle,

pub const Handle = i32;
pub const WriteError = error{Unexpected};

pub fn stdin() File {
    return .{ .handle = 0 };
}

pub fn stdout() File {
    return .{ .handle = 1 };
}

pub fn stderr() File {
    return .{ .handle = 2 };
}

/// Writes at once, without a buffer.
pub fn writeAll(self: File, bytes: []const u8) WriteError!void {
    @vmWrite(@intCast(self.handle), bytes);
}

pub fn write(self: File, bytes: []const u8) WriteError!usize {
    try self.writeAll(bytes);
    return bytes.len;
}

/// A writer with this buffer; what it holds appears at `flush`.
pub fn writer(file: File, buffer: []u8) Writer {
    return .{ .file = file, .interface = .{ .vtable = &.{ .drain = Writer.drain }, .buffer = buffer } };
}

pub fn writerStreaming(file: File, buffer: []u8) Writer {
    return writer(file, buffer);
}

pub fn reader(file: File, buffer: []u8) Reader {
    return .{ .file = file, .interface = .{ .vtable = &.{ .stream = Reader.stream }, .buffer = buffer, .seek = 0, .end = 0 } };
}

pub fn readerStreaming(file: File, buffer: []u8) Reader {
    return reader(file, buffer);
}

pub const Writer = struct {
    file: File,
    /// To be used through a pointer to it: the file is found beside it.
    interface: Io.Writer,

    fn drain(io_w: *Io.Writer, data: []const []const u8, splat: usize) Io.Writer.Error!usize {
        const w: *Writer = @alignCast(@fieldParentPtr("interface", io_w));
        const handle: u8 = @intCast(w.file.handle);
        if (io_w.end > 0) @vmWrite(handle, io_w.buffered());
        io_w.end = 0;
        var total: usize = 0;
        for (data, 1..) |bytes, i| {
            const times = if (i == data.len) splat else 1;
            if (bytes.len > 0) {
                for (0..times) |_| @vmWrite(handle, bytes);
            }
            total += bytes.len * times;
        }
        return total;
    }
};

pub const Reader = struct {
    file: File,
    /// To be used through a pointer to it.
    interface: Io.Reader,

    fn stream(_: *Io.Reader, w: *Io.Writer, limit: Io.Limit) Io.Reader.StreamError!usize {
        // A line at a time, as a terminal gives them.
        var n: usize = 0;
        while (n < @intFromEnum(limit)) {
            const byte = @vmReadByte() orelse break;
            try w.writeByte(byte);
            n += 1;
            if (byte == '\n') break;
        }
        return if (n == 0) error.EndOfStream else n;
    }
};
