//! The standard library, as far as memory programs need it. It means what Zig 0.15.2's means; its text is written to
//! be read while stepping through it.

pub const debug = @import("debug.zig");
pub const heap = @import("heap.zig");
pub const math = @import("math.zig");
pub const mem = @import("mem.zig");
pub const process = @import("process.zig");
