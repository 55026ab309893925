// if unwraps an optional; |*x| gives a pointer to what is inside.
const std = @import("std");

pub fn main() void {
    var maybe: ?i32 = 5;
    if (maybe) |x| std.debug.print("{d}\n", .{x});
    if (maybe) |*x| x.* += 1;
    std.debug.print("{any}\n", .{maybe});
    maybe = null;
    if (maybe) |x| {
        std.debug.print("{d}\n", .{x});
    } else {
        std.debug.print("nothing\n", .{});
    }
}
