// A slice whose length was set by hand.
const std = @import("std");

pub fn main() void {
    var a = [_]u8{ 1, 2 }; // ~ALLOC
    var s: []u8 = &a;
    s.len = 3;
    std.debug.print("{any}\n", .{s}); // ~FAULT out-of-bounds
}
