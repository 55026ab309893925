//! The older kind of writer: a type made around a function that takes bytes.

const std = @import("../std.zig");

pub fn GenericWriter(
    comptime Context: type,
    comptime WriteError: type,
    comptime writeFn: fn (context: Context, bytes: []const u8) WriteError!usize,
) type {
    return struct {
        context: Context,

        const Self = @This();
        pub const Error = WriteError;

        pub fn write(self: Self, bytes: []const u8) Error!usize {
            return writeFn(self.context, bytes);
        }

        pub fn writeAll(self: Self, bytes: []const u8) Error!void {
            var rest = bytes;
            while (rest.len > 0) rest = rest[try self.write(rest)..];
        }

        pub fn writeByte(self: Self, byte: u8) Error!void {
            try self.writeAll(&.{byte});
        }

        pub fn writeByteNTimes(self: Self, byte: u8, n: usize) Error!void {
            for (0..n) |_| try self.writeByte(byte);
        }

        pub fn writeBytesNTimes(self: Self, bytes: []const u8, n: usize) Error!void {
            for (0..n) |_| try self.writeAll(bytes);
        }

        /// Formatted text: made as a whole first, then written.
        pub fn print(self: Self, comptime fmt: []const u8, args: anytype) Error!void {
            var small: [256]u8 = undefined;
            if (std.fmt.bufPrint(&small, fmt, args)) |text| return self.writeAll(text) else |_| {}
            const len: usize = @intCast(std.fmt.count(fmt, args));
            const large = @vmPageAlloc(len, 1) orelse unreachable;
            defer @vmPageFree(large, len);
            try self.writeAll(std.fmt.bufPrint(large[0..len], fmt, args) catch unreachable);
        }
    };
}
