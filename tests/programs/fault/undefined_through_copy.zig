// The undefined bytes travel with the copy; the use is found.
const std = @import("std");

const S = struct { a: u32, b: u32 };

fn half() S {
    var s: S = undefined;
    s.a = 1;
    return s;
}

pub fn main() void {
    const s = half();
    const t = s;
    std.debug.print("{d}\n", .{t.a});
    std.debug.print("{d}\n", .{t.b}); // ~FAULT undefined-read
}
