// The payload pointer of a switch, and changing the whole union.
const std = @import("std");

const State = union(enum) {
    waiting: u32,
    running: struct { left: u32 },
    done,

    fn tick(self: *State) void {
        switch (self.*) {
            .waiting => |*n| {
                if (n.* == 0) self.* = .{ .running = .{ .left = 2 } } else n.* -= 1;
            },
            .running => |*r| {
                r.left -= 1;
                if (r.left == 0) self.* = .done;
            },
            .done => {},
        }
    }
};

pub fn main() void {
    var s = State{ .waiting = 1 };
    for (0..5) |_| {
        s.tick();
        std.debug.print("{any} ", .{s});
    }
    std.debug.print("\n", .{});
}
