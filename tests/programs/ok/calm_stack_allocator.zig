// Last in, first out, with the old top kept in front of each block.
const std = @import("std");
const Allocator = std.mem.Allocator;
const Alignment = std.mem.Alignment;

const Lifo = struct {
    buffer: [256]u8 align(8) = undefined,
    top: usize = 0,

    fn allocator(self: *Lifo) Allocator {
        return .{ .ptr = self, .vtable = &.{
            .alloc = alloc,
            .resize = Allocator.noResize,
            .remap = Allocator.noRemap,
            .free = free,
        } };
    }

    fn alloc(ctx: *anyopaque, len: usize, _: Alignment, _: usize) ?[*]u8 {
        const self: *Lifo = @ptrCast(@alignCast(ctx));
        const start = std.mem.alignForward(usize, self.top, 8) + 8;
        if (start + len > self.buffer.len) return null;
        std.mem.writeInt(u64, self.buffer[start - 8 ..][0..8], self.top, .little);
        self.top = start + len;
        return self.buffer[start..].ptr;
    }

    fn free(ctx: *anyopaque, memory: []u8, _: Alignment, _: usize) void {
        const self: *Lifo = @ptrCast(@alignCast(ctx));
        const start = @intFromPtr(memory.ptr) - @intFromPtr(&self.buffer);
        std.debug.assert(start + memory.len == self.top);
        self.top = std.mem.readInt(u64, self.buffer[start - 8 ..][0..8], .little);
    }
};

pub fn main() !void {
    var lifo = Lifo{};
    const a = lifo.allocator();
    const x = try a.alloc(u32, 3);
    defer a.free(x);
    for (x, 0..) |*p, i| p.* = @intCast(i);
    {
        const y = try a.alloc(u8, 20);
        defer a.free(y);
        @memset(y, 'y');
        std.debug.print("{d} {s}\n", .{ lifo.top, y[0..2] });
    }
    std.debug.print("{d} {any}\n", .{ lifo.top, x });
}
