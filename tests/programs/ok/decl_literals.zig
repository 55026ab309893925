// .name can also name a declaration of the result's type.
const std = @import("std");

const Size = struct {
    w: u32,
    h: u32,

    const square: Size = .{ .w = 1, .h = 1 };

    fn scaled(n: u32) Size {
        return .{ .w = n, .h = n };
    }
};

pub fn main() void {
    const a: Size = .square;
    const b: Size = .scaled(4);
    std.debug.print("{d} {d}\n", .{ a.w, b.h });
}
