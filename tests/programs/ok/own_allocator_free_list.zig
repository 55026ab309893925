// A pool with a free list inside the freed blocks themselves.
const std = @import("std");

const Pool = struct {
    const Slot = union { next: ?*Slot, value: u64 };

    slots: [4]Slot = undefined,
    used: usize = 0,
    free: ?*Slot = null,

    fn take(self: *Pool) !*u64 {
        const slot = if (self.free) |s| blk: {
            self.free = s.next;
            break :blk s;
        } else blk: {
            if (self.used == self.slots.len) return error.OutOfMemory;
            self.used += 1;
            break :blk &self.slots[self.used - 1];
        };
        slot.* = .{ .value = 0 };
        return &slot.value;
    }

    fn give(self: *Pool, value: *u64) void {
        const slot: *Slot = @fieldParentPtr("value", value);
        slot.* = .{ .next = self.free };
        self.free = slot;
    }
};

pub fn main() !void {
    var pool = Pool{};
    const a = try pool.take();
    a.* = 1;
    const b = try pool.take();
    b.* = 2;
    pool.give(a);
    const c = try pool.take();
    c.* = 3;
    std.debug.print("{} {d} {d} {d}\n", .{ a == c, b.*, c.*, pool.used });
}
