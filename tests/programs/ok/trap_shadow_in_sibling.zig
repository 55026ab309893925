// The same name in different functions and containers.
const std = @import("std");

const A = struct {
    const value = 1;
    fn get() u32 {
        return value;
    }
};
const B = struct {
    const value = 2;
    fn get() u32 {
        return value + A.value;
    }
};

pub fn main() void {
    const get = A.get;
    std.debug.print("{d} {d}\n", .{ get(), B.get() });
}
