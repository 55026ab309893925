// A literal ends with a zero that its length does not count.
const std = @import("std");

fn length(s: [*:0]const u8) usize {
    var n: usize = 0;
    while (s[n] != 0) n += 1;
    return n;
}

pub fn main() void {
    const s: [:0]const u8 = "sentinel";
    std.debug.print("{d} {d} {d}\n", .{ s.len, s[s.len], length(s.ptr) });
    std.debug.print("{s} {s}\n", .{ std.mem.span(s.ptr), s[0..4] });
    std.debug.print("{s}\n", .{@typeName(@TypeOf("abc"))});
}
