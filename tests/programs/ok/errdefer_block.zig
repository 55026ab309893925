// An errdefer in a block is out of force after the block.
const std = @import("std");

fn f() !void {
    {
        errdefer std.debug.print("never\n", .{});
        std.debug.print("block\n", .{});
    }
    return error.Late;
}

pub fn main() void {
    f() catch std.debug.print("caught\n", .{});
}
