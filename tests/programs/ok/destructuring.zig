// A tuple or array is taken apart into several names.
const std = @import("std");

fn divide(a: u32, b: u32) struct { u32, u32 } {
    return .{ a / b, a % b };
}

pub fn main() void {
    const q, const r = divide(17, 5);
    var x: i32 = 1;
    var y: i32 = undefined;
    x, y = .{ x + 10, 20 };
    _, const z = [2]u8{ 1, 2 };
    std.debug.print("{d} {d} {d} {d} {d}\n", .{ q, r, x, y, z });
}
