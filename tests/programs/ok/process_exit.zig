// exit ends at once: no defer runs.
const std = @import("std");

fn deep() void {
    defer std.debug.print("never\n", .{});
    std.process.exit(7);
}

pub fn main() void {
    defer std.debug.print("never\n", .{});
    std.debug.print("before\n", .{});
    deep();
}
