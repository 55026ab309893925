// A function that returns a type: a generic container.
const std = @import("std");

fn Stack(comptime T: type, comptime capacity: usize) type {
    return struct {
        items: [capacity]T = undefined,
        len: usize = 0,

        const Self = @This();

        fn push(self: *Self, x: T) void {
            self.items[self.len] = x;
            self.len += 1;
        }

        fn pop(self: *Self) ?T {
            if (self.len == 0) return null;
            self.len -= 1;
            return self.items[self.len];
        }
    };
}

pub fn main() void {
    var a: Stack(i32, 4) = .{};
    var b = Stack([]const u8, 2){};
    a.push(1);
    a.push(2);
    b.push("x");
    std.debug.print("{d} {d} {?d} {s}\n", .{ a.pop().?, a.pop().?, a.pop(), b.pop().? });
    std.debug.print("{}\n", .{Stack(i32, 4) == @TypeOf(a)});
}
