// A type with its own format method, printed with {f}.
const std = @import("std");

const Money = struct {
    cents: u64,

    pub fn format(self: Money, writer: *std.Io.Writer) std.Io.Writer.Error!void {
        try writer.print("${d}.{d:0>2}", .{ self.cents / 100, self.cents % 100 });
    }
};

pub fn main() !void {
    const m = Money{ .cents = 1205 };
    std.debug.print("{f} {any}\n", .{ m, m });
    var buf: [20]u8 = undefined;
    std.debug.print("[{s}]\n", .{try std.fmt.bufPrint(&buf, "{f}!", .{Money{ .cents = 7 }})});
}
