// A first-fit allocator with headers and joining of free neighbours, all inside one buffer.
const std = @import("std");
const Allocator = std.mem.Allocator;
const Alignment = std.mem.Alignment;

const FirstFit = struct {
    buffer: []align(16) u8,

    const Header = extern struct { size: usize, used: usize };
    const step = @sizeOf(Header);

    fn init(buffer: []align(16) u8) FirstFit {
        const self = FirstFit{ .buffer = buffer };
        self.at(0).* = .{ .size = buffer.len - step, .used = 0 };
        return self;
    }

    fn at(self: FirstFit, offset: usize) *Header {
        return @ptrCast(@alignCast(self.buffer.ptr + offset));
    }

    fn allocator(self: *FirstFit) Allocator {
        return .{ .ptr = self, .vtable = &.{
            .alloc = alloc,
            .resize = Allocator.noResize,
            .remap = Allocator.noRemap,
            .free = free,
        } };
    }

    fn alloc(ctx: *anyopaque, len: usize, _: Alignment, _: usize) ?[*]u8 {
        const self: *FirstFit = @ptrCast(@alignCast(ctx));
        const need = std.mem.alignForward(usize, len, 16);
        var offset: usize = 0;
        while (offset < self.buffer.len) {
            const h = self.at(offset);
            if (h.used == 0 and h.size >= need) {
                if (h.size >= need + 2 * step) {
                    self.at(offset + step + need).* = .{ .size = h.size - need - step, .used = 0 };
                    h.size = need;
                }
                h.used = 1;
                return self.buffer.ptr + offset + step;
            }
            offset += step + h.size;
        }
        return null;
    }

    fn free(ctx: *anyopaque, memory: []u8, _: Alignment, _: usize) void {
        const self: *FirstFit = @ptrCast(@alignCast(ctx));
        const h: *Header = @ptrCast(@alignCast(memory.ptr - step));
        h.used = 0;
        var offset: usize = 0;
        while (offset < self.buffer.len) {
            const a = self.at(offset);
            const next = offset + step + a.size;
            if (a.used == 0 and next < self.buffer.len and self.at(next).used == 0) {
                a.size += step + self.at(next).size;
            } else offset = next;
        }
    }
};

pub fn main() !void {
    var memory: [512]u8 align(16) = undefined;
    var first_fit = FirstFit.init(&memory);
    const a = first_fit.allocator();
    var list: [6][]u8 = undefined;
    for (&list, 1..) |*s, n| {
        s.* = try a.alloc(u8, n * 10);
        @memset(s.*, @intCast(n));
    }
    a.free(list[1]);
    a.free(list[3]);
    a.free(list[2]); // three neighbours become one
    const big = try a.alloc(u8, 90);
    @memset(big, 9);
    std.debug.print("{d} {d} {d}\n", .{ list[0][0], list[4][49], big[89] });
    a.free(big);
    for ([_]usize{ 0, 4, 5 }) |i| a.free(list[i]);
    std.debug.print("{d} {any}\n", .{ first_fit.at(0).size, a.alloc(u8, 1000) });
}
