// An allocator of one's own: a bump allocator over a buffer.
const std = @import("std");
const Allocator = std.mem.Allocator;
const Alignment = std.mem.Alignment;

const Bump = struct {
    buffer: []u8,
    used: usize = 0,

    fn allocator(self: *Bump) Allocator {
        return .{ .ptr = self, .vtable = &.{
            .alloc = alloc,
            .resize = Allocator.noResize,
            .remap = Allocator.noRemap,
            .free = Allocator.noFree,
        } };
    }

    fn alloc(ctx: *anyopaque, len: usize, alignment: Alignment, ra: usize) ?[*]u8 {
        _ = ra;
        const self: *Bump = @ptrCast(@alignCast(ctx));
        const base = @intFromPtr(self.buffer.ptr);
        const start = alignment.forward(base + self.used) - base;
        if (start + len > self.buffer.len) return null;
        self.used = start + len;
        return self.buffer.ptr + start;
    }
};

pub fn main() !void {
    var memory: [64]u8 align(16) = undefined;
    var bump = Bump{ .buffer = &memory };
    const a = bump.allocator();
    const c = try a.create(u8);
    c.* = 1;
    const n = try a.create(u64);
    n.* = 2;
    std.debug.print("{d} {d} {d}\n", .{ c.*, n.*, bump.used });
    std.debug.print("{any}\n", .{a.alloc(u8, 100)});
}
