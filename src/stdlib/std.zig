//! The standard library of undefer, written in the language itself so that you can step into it and read it.
//! It offers the part of Zig's library that programs about memory use, under the same names.

pub const array_list = @import("array_list.zig");
pub const ascii = @import("ascii.zig");
pub const builtin = @import("builtin.zig");
pub const debug = @import("debug.zig");
pub const fmt = @import("fmt.zig");
pub const heap = @import("heap.zig");
pub const log = @import("log.zig");
pub const math = @import("math.zig");
pub const mem = @import("mem.zig");
pub const meta = @import("meta.zig");
pub const process = @import("process.zig");
pub const sort = @import("sort.zig");
pub const testing = @import("testing.zig");

/// A list that grows; every call that may allocate is given the allocator.
pub fn ArrayList(comptime T: type) type {
    return array_list.Aligned(T, null);
}

/// The older name of `ArrayList`.
pub fn ArrayListUnmanaged(comptime T: type) type {
    return array_list.Aligned(T, null);
}
