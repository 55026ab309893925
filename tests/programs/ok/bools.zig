// and / or do not evaluate the right side when the left decides.
const std = @import("std");

fn say(word: []const u8, value: bool) bool {
    std.debug.print("{s} ", .{word});
    return value;
}

pub fn main() void {
    const a = say("a", false) and say("never", true);
    const b = say("b", true) or say("never", false);
    const c = !a and b;
    std.debug.print("{} {} {}\n", .{ a, b, c });
}
