// An opaque type can only be pointed to.
const std = @import("std");

const Handle = opaque {
    fn open(n: *u32) *Handle {
        return @ptrCast(n);
    }
    fn value(self: *Handle) u32 {
        const n: *u32 = @ptrCast(@alignCast(self));
        return n.*;
    }
};

pub fn main() void {
    var n: u32 = 11;
    const h = Handle.open(&n);
    n += 1;
    std.debug.print("{d}\n", .{h.value()});
}
