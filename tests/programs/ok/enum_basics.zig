// An enum is one of a list of names.
const std = @import("std");

const Direction = enum {
    north,
    east,
    south,
    west,

    fn turn(self: Direction) Direction {
        return switch (self) {
            .north => .east,
            .east => .south,
            .south => .west,
            .west => .north,
        };
    }
};

pub fn main() void {
    var d: Direction = .south;
    d = d.turn();
    std.debug.print("{any} {s} {d}\n", .{ d, @tagName(d), @intFromEnum(d) });
    std.debug.print("{} {}\n", .{ d == .west, d.turn() });
}
