//! Printing for the programmer, and checks that stop the program.

const std = @import("std.zig");

/// Prints to standard error. `fmt` holds placeholders such as `{d}`, one for each field of `args`.
pub fn print(comptime fmt: []const u8, args: anytype) void {
    if (@vmFormatCallsMethods(fmt)) {
        // `{f}` is the method `format` of a value, and that wants a writer.
        var stderr = std.fs.File.stderr().writer(&.{});
        stderr.interface.print(fmt, args) catch {};
    } else {
        @vmPrint(2, fmt, args);
    }
}

/// Stops the program when `ok` is false.
pub fn assert(ok: bool) void {
    if (!ok) unreachable;
}

/// Stops the program with a message.
pub fn panic(comptime fmt: []const u8, args: anytype) noreturn {
    var buffer: [4096]u8 = undefined;
    const message = std.fmt.bufPrint(&buffer, fmt, args) catch &buffer;
    @panic(message);
}
