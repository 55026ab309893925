//! The older way to write into memory, or read from it: a position in a buffer.

const std = @import("../std.zig");

pub fn fixedBufferStream(buffer: anytype) FixedBufferStream(Bytes(@TypeOf(buffer))) {
    return .{ .buffer = buffer, .pos = 0 };
}

/// The slice that a buffer is seen as.
fn Bytes(comptime T: type) type {
    return if (@typeInfo(T).pointer.is_const) []const u8 else []u8;
}

pub fn FixedBufferStream(comptime Buffer: type) type {
    return struct {
        buffer: Buffer,
        pos: usize,

        const Self = @This();
        pub const WriteError = error{NoSpaceLeft};
        pub const Writer = std.Io.GenericWriter(*Self, WriteError, write);

        pub fn writer(self: *Self) Writer {
            return .{ .context = self };
        }

        /// Writes as much as there is room for; gives how much that was.
        pub fn write(self: *Self, bytes: []const u8) WriteError!usize {
            const n = @min(bytes.len, self.buffer.len - self.pos);
            if (n == 0 and bytes.len > 0) return error.NoSpaceLeft;
            @memcpy(self.buffer[self.pos..][0..n], bytes[0..n]);
            self.pos += n;
            return n;
        }

        pub fn read(self: *Self, dest: []u8) error{}!usize {
            const n = @min(dest.len, self.buffer.len - self.pos);
            @memcpy(dest[0..n], self.buffer[self.pos..][0..n]);
            self.pos += n;
            return n;
        }

        pub fn seekTo(self: *Self, pos: u64) error{}!void {
            self.pos = @min(self.buffer.len, @as(usize, @intCast(pos)));
        }

        pub fn getPos(self: *Self) error{}!u64 {
            return self.pos;
        }

        pub fn getWritten(self: Self) Buffer {
            return self.buffer[0..self.pos];
        }

        pub fn reset(self: *Self) void {
            self.pos = 0;
        }
    };
}
