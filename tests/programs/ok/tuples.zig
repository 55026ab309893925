// Tuples with types; concatenation and repetition.
const std = @import("std");

const Pair = struct { u8, []const u8 };

fn make(n: u8) Pair {
    return .{ n, "made" };
}

pub fn main() void {
    var p = make(3);
    p[0] += 1;
    std.debug.print("{d} {s} {d}\n", .{ p[0], p[1], p.len });
    const t = .{ 1, 2 } ++ .{ 3, "x" };
    std.debug.print("{any} {s}\n", .{ t[2], t[3] });
    const q = .{5} ** 3;
    std.debug.print("{any}\n", .{q});
    const n, const s = p;
    std.debug.print("{d} {s}\n", .{ n, s });
}
