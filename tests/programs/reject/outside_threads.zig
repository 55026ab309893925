// No threads. // ~NOT-ZIG
const std = @import("std");
fn f() void {}
pub fn main() !void {
    const t = try std.Thread.spawn(.{}, f, .{}); // ~ERROR is not in undefer's subset of Zig
    t.join();
}
