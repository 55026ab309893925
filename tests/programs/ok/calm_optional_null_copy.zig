// A null optional has no payload, and copying it asks for none.
const std = @import("std");

const Slot = struct { value: ?[4]u64 = null, n: u8 = 1 };

pub fn main() void {
    var slots: [3]Slot = @splat(.{});
    const one = slots[0];
    slots[1] = one;
    slots[2].value = .{ 1, 2, 3, 4 };
    slots[0] = slots[2];
    std.debug.print("{} {d}\n", .{ slots[1].value == null, slots[0].value.?[3] });
}
