// A union without a tag; Debug mode still checks the active field.
const std = @import("std");

const Bits = union { i: u32, f: f32 };

pub fn main() void {
    var b = Bits{ .i = 5 };
    b.i += 1;
    std.debug.print("{d}\n", .{b.i});
    b = .{ .f = 1.5 };
    std.debug.print("{d}\n", .{b.f});
}
