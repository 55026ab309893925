// A struct's var inside a function keeps its value between calls.
const std = @import("std");

fn next() u32 {
    const S = struct {
        var n: u32 = 0;
    };
    S.n += 1;
    return S.n;
}

pub fn main() void {
    _ = next();
    _ = next();
    std.debug.print("{d}\n", .{next()});
}
