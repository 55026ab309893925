// Text put together in a buffer, only the written part is used.
const std = @import("std");

const Text = struct {
    buf: [32]u8 = undefined,
    len: usize = 0,

    fn add(self: *Text, comptime fmt: []const u8, args: anytype) void {
        const s = std.fmt.bufPrint(self.buf[self.len..], fmt, args) catch return;
        self.len += s.len;
    }

    fn slice(self: *const Text) []const u8 {
        return self.buf[0..self.len];
    }
};

pub fn main() void {
    var t = Text{};
    for (0..5) |i| t.add("{d},", .{i * i});
    const copy = t;
    std.debug.print("{s} {s}\n", .{ t.slice(), copy.slice() });
}
