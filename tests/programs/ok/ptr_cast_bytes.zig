// A view of a value's bytes.
const std = @import("std");

pub fn main() void {
    const x: u32 = 0x11223344;
    const bytes: *const [4]u8 = @ptrCast(&x);
    std.debug.print("{x} {x}\n", .{ bytes[0], bytes[3] });
    var n: u16 = 0;
    const s = std.mem.asBytes(&n);
    s[1] = 1;
    std.debug.print("{d} {d}\n", .{ n, s.len });
}
