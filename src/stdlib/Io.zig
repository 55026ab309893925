//! Streams of bytes: where a program writes to and reads from.

pub const Writer = @import("Io/Writer.zig");
pub const Reader = @import("Io/Reader.zig");
/// The older kind.
pub const GenericWriter = @import("Io/generic_writer.zig").GenericWriter;
pub const fixedBufferStream = @import("Io/fixed_buffer_stream.zig").fixedBufferStream;
pub const FixedBufferStream = @import("Io/fixed_buffer_stream.zig").FixedBufferStream;

/// How much may pass at once.
pub const Limit = enum(usize) {
    nothing = 0,
    unlimited = ~@as(usize, 0),
    _,

    pub fn limited(n: usize) Limit {
        return @enumFromInt(n);
    }
};
