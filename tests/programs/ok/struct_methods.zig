// A function in a struct whose first parameter is the struct is a method.
const std = @import("std");

const Counter = struct {
    n: u32 = 0,

    const step = 2;

    fn init(n: u32) Counter {
        return .{ .n = n };
    }

    fn bump(self: *Counter) void {
        self.n += step;
    }

    fn get(self: Counter) u32 {
        return self.n;
    }
};

pub fn main() void {
    var c = Counter.init(1);
    c.bump();
    c.bump();
    Counter.bump(&c);
    std.debug.print("{d} {d}\n", .{ c.get(), Counter.step });
}
