// Comparing strings that were never written.
const std = @import("std");

pub fn main() void {
    var name: [4]u8 = undefined;
    name[0] = 'n';
    if (std.mem.eql(u8, &name, "nile")) { // ~FAULT undefined-read
        std.debug.print("nile\n", .{});
    }
}
