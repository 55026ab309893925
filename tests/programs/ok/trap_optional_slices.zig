// null and the empty slice are different things.
const std = @import("std");

fn describe(s: ?[]const u8) []const u8 {
    const t = s orelse return "null";
    return if (t.len == 0) "empty" else t;
}

pub fn main() void {
    std.debug.print("{s} {s} {s}\n", .{ describe(null), describe(""), describe("text") });
    var lists: [2]?[]const u8 = .{ null, null };
    lists[1] = "";
    std.debug.print("{} {} {d}\n", .{ lists[0] == null, lists[1] == null, @sizeOf(?[]u8) });
}
