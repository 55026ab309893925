//! Files: here only the three streams that every program has.

pub const File = @import("fs/File.zig");
