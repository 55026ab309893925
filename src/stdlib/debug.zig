//! Printing for debugging, and assertions.

/// Writes formatted text to standard error.
pub fn print(comptime fmt: []const u8, args: anytype) void {
    @vmPrint(2, fmt, args);
}

/// Panics with `reached unreachable code` unless `ok`.
pub fn assert(ok: bool) void {
    if (!ok) unreachable;
}

/// Panics with a formatted text.
pub fn panic(comptime fmt: []const u8, args: anytype) noreturn {
    var buffer: [4096]u8 = undefined;
    @panic(@vmFormat(&buffer, fmt, args) catch "(the message is too long)");
}
