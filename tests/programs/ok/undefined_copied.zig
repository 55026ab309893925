// Copying memory that is only partly written is allowed.
const std = @import("std");

const Buffer = struct { bytes: [8]u8, len: usize };

pub fn main() void {
    var a: Buffer = undefined;
    a.len = 2;
    a.bytes[0] = 'h';
    a.bytes[1] = 'i';
    const b = a;
    std.debug.print("{s}\n", .{b.bytes[0..b.len]});
}
