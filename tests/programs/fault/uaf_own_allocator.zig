// A block of an allocator of one's own.
const std = @import("std");
const Allocator = std.mem.Allocator;

const Pass = struct {
    child: Allocator,
    fn allocator(self: *Pass) Allocator {
        return .{ .ptr = self, .vtable = &.{
            .alloc = alloc,
            .resize = Allocator.noResize,
            .remap = Allocator.noRemap,
            .free = free,
        } };
    }
    fn alloc(ctx: *anyopaque, len: usize, a: std.mem.Alignment, ra: usize) ?[*]u8 {
        const self: *Pass = @ptrCast(@alignCast(ctx));
        return self.child.rawAlloc(len, a, ra);
    }
    fn free(ctx: *anyopaque, m: []u8, a: std.mem.Alignment, ra: usize) void {
        const self: *Pass = @ptrCast(@alignCast(ctx));
        self.child.rawFree(m, a, ra);
    }
};

pub fn main() !void {
    var pass = Pass{ .child = std.heap.page_allocator };
    const a = pass.allocator();
    const p = try a.create(u32); // ~ALLOC
    p.* = 1;
    a.destroy(p); // ~FREE
    p.* = 2; // ~FAULT use-after-free
}
