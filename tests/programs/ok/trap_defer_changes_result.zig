// What a defer changes is too late for a value, in time for a pointer.
const std = @import("std");

const Box = struct { n: u32 };

fn value(b: *Box) u32 {
    defer b.n = 2;
    return b.n;
}

fn whole(b: *Box) Box {
    defer b.n = 3;
    return b.*;
}

fn slice(b: *[2]u8) []u8 {
    defer b[0] = 'X';
    return b[0..];
}

pub fn main() void {
    var b = Box{ .n = 1 };
    std.debug.print("{d} ", .{value(&b)});
    std.debug.print("{d} ", .{whole(&b).n});
    std.debug.print("{d} ", .{b.n});
    var t = [_]u8{ 'a', 'b' };
    std.debug.print("{s}\n", .{slice(&t)});
}
