// Methods that return the struct can be chained.
const std = @import("std");

const Builder = struct {
    total: u32 = 0,

    fn add(self: Builder, n: u32) Builder {
        return .{ .total = self.total + n };
    }
};

pub fn main() void {
    const b = (Builder{}).add(1).add(2).add(3);
    std.debug.print("{d}\n", .{b.total});
}
