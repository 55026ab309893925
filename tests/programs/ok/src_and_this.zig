// Names of declarations inside containers.
const std = @import("std");

const Outer = struct {
    const Inner = struct {
        const depth = 2;
        const Self = @This();
    };
};

pub fn main() void {
    std.debug.print("{s} {d} {}\n", .{ @typeName(Outer.Inner), Outer.Inner.depth, Outer.Inner.Self == Outer.Inner });
}
