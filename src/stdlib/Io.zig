//! Streams of bytes: where a program writes to and reads from.

pub const Writer = @import("Io/Writer.zig");
pub const Reader = @import("Io/Reader.zig");

/// How much may pass at once.
pub const Limit = enum(usize) {
    nothing = 0,
    unlimited = ~@as(usize, 0),
    _,

    pub fn limited(n: usize) Limit {
        return @enumFromInt(n);
    }
};
