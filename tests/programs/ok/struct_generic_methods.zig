// Methods with a type parameter and anytype.
const std = @import("std");

const Printer = struct {
    prefix: []const u8,

    fn show(self: Printer, comptime T: type, x: T) void {
        std.debug.print("{s}{any}\n", .{ self.prefix, x });
    }

    fn all(self: Printer, args: anytype) void {
        inline for (args) |a| self.show(@TypeOf(a), a);
    }
};

pub fn main() void {
    const p = Printer{ .prefix = "> " };
    p.show(u8, 3);
    p.all(.{ true, 1.5, @as(u16, 9) });
}
