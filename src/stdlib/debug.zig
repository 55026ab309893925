//! Printing for the programmer, and checks that stop the program.

/// Prints to standard error. `fmt` holds placeholders such as `{d}`, one for each field of `args`.
pub fn print(comptime fmt: []const u8, args: anytype) void {
    @vmPrint(2, fmt, args);
}

/// Stops the program when `ok` is false.
pub fn assert(ok: bool) void {
    if (!ok) unreachable;
}

/// Stops the program with a message.
pub fn panic(comptime fmt: []const u8, args: anytype) noreturn {
    var buffer: [4096]u8 = undefined;
    const message = @vmFormat(&buffer, fmt, args) catch &buffer;
    @panic(message);
}
