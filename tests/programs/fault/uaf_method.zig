// A method is called on a freed object.
const std = @import("std");

const Counter = struct {
    n: u32 = 0,
    fn bump(self: *Counter) void {
        self.n += 1; // ~FAULT use-after-free
    }
};

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const c = try gpa.create(Counter); // ~ALLOC
    c.* = .{};
    c.bump();
    gpa.destroy(c); // ~FREE
    c.bump();
}
