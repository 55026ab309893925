// An allocator that keeps a header in front of every block, in the same chunk.
const std = @import("std");
const Allocator = std.mem.Allocator;
const Alignment = std.mem.Alignment;

const Header = struct { size: usize, magic: u64 };

const Tagged = struct {
    buffer: []align(16) u8,
    used: usize = 0,
    freed: usize = 0,

    fn allocator(self: *Tagged) Allocator {
        return .{ .ptr = self, .vtable = &.{
            .alloc = alloc,
            .resize = Allocator.noResize,
            .remap = Allocator.noRemap,
            .free = free,
        } };
    }

    fn alloc(ctx: *anyopaque, len: usize, _: Alignment, _: usize) ?[*]u8 {
        const self: *Tagged = @ptrCast(@alignCast(ctx));
        const total = @sizeOf(Header) + std.mem.alignForward(usize, len, 16);
        if (self.used + total > self.buffer.len) return null;
        const header: *Header = @ptrCast(@alignCast(self.buffer.ptr + self.used));
        header.* = .{ .size = len, .magic = 0xfeed };
        self.used += total;
        const bytes: [*]u8 = @ptrCast(header);
        return bytes + @sizeOf(Header);
    }

    fn free(ctx: *anyopaque, memory: []u8, _: Alignment, _: usize) void {
        const self: *Tagged = @ptrCast(@alignCast(ctx));
        const header: *Header = @ptrCast(@alignCast(memory.ptr - @sizeOf(Header)));
        std.debug.assert(header.magic == 0xfeed and header.size == memory.len);
        header.magic = 0xdead;
        self.freed += header.size;
    }
};

pub fn main() !void {
    const chunk = try std.heap.page_allocator.alignedAlloc(u8, .@"16", 512);
    defer std.heap.page_allocator.free(chunk);
    var tagged = Tagged{ .buffer = chunk };
    const a = tagged.allocator();
    const x = try a.alloc(u8, 5);
    @memcpy(x, "hello");
    const y = try a.create(u64);
    y.* = 7;
    std.debug.print("{s} {d}\n", .{ x, y.* });
    a.free(x);
    a.destroy(y);
    std.debug.print("{d} {d}\n", .{ tagged.used, tagged.freed });
}
