// Booleans, enums and errors as numbers.
const std = @import("std");

pub fn main() void {
    var t = true;
    t = t and true;
    const n: u8 = @intFromBool(t);
    std.debug.print("{d} {s}\n", .{ n, @typeName(@TypeOf(@intFromBool(t))) });
    const e = error.X;
    std.debug.print("{}\n", .{@errorFromInt(@intFromError(e)) == e});
}
