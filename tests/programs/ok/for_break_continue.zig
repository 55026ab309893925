// break and continue inside for.
const std = @import("std");

pub fn main() void {
    const text = "a,b;c";
    for (text) |c| {
        if (c == ',') continue;
        if (c == ';') break;
        std.debug.print("[{c}]", .{c});
    }
    std.debug.print("\n", .{});
}
