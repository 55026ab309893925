// while goes on as long as there is a value.
const std = @import("std");

const Countdown = struct {
    n: u32,

    fn next(self: *Countdown) ?u32 {
        if (self.n == 0) return null;
        self.n -= 1;
        return self.n;
    }
};

pub fn main() void {
    var c = Countdown{ .n = 4 };
    while (c.next()) |x| std.debug.print("{d} ", .{x});
    c.n = 2;
    while (c.next()) |x| {
        std.debug.print("{d} ", .{x});
    } else std.debug.print("done\n", .{});
}
