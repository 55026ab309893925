// A pointer to an optional's payload in a freed struct.
const std = @import("std");

const Slot = struct { value: ?u32 };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const s = try gpa.create(Slot); // ~ALLOC
    s.* = .{ .value = 4 };
    const inner = &s.value.?;
    gpa.destroy(s); // ~FREE
    inner.* += 1; // ~FAULT use-after-free
}
