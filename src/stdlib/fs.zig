//! Files: here only the three streams that every program has, and paths as text.

pub const File = @import("fs/File.zig");
pub const path = @import("fs/path.zig");
