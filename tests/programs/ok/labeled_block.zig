// A labeled block gives a value through break.
const std = @import("std");

pub fn main() void {
    var n: u32 = 10;
    n += 2;
    const size = blk: {
        if (n < 10) break :blk "small";
        if (n < 20) break :blk "medium";
        break :blk "large";
    };
    std.debug.print("{s}\n", .{size});
    done: {
        if (n == 12) break :done;
        std.debug.print("never\n", .{});
    }
}
