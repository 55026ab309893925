const std = @import("std");
const Allocator = std.mem.Allocator;
// first-fit free list, headers inside the chunk, coalescing
const Header = struct { size: usize, next: ?*Header };
const FreeList = struct {
    chunk: []align(16) u8,
    free_head: ?*Header,
    fn init(chunk: []align(16) u8) FreeList {
        const h: *Header = @ptrCast(chunk.ptr);
        h.* = .{ .size = chunk.len, .next = null };
        return .{ .chunk = chunk, .free_head = h };
    }
    fn allocator(self: *FreeList) Allocator {
        return .{ .ptr = self, .vtable = &vt };
    }
    const vt: Allocator.VTable = .{ .alloc = alloc, .resize = Allocator.noResize, .remap = Allocator.noRemap, .free = free };
    fn alloc(ctx: *anyopaque, len: usize, a: std.mem.Alignment, _: usize) ?[*]u8 {
        const self: *FreeList = @ptrCast(@alignCast(ctx));
        if (a.toByteUnits() > 16) return null;
        const need = std.mem.alignForward(usize, len + @sizeOf(Header), 16);
        var prev: ?*Header = null;
        var cur = self.free_head;
        while (cur) |h| {
            if (h.size >= need) {
                if (h.size - need >= 32) {
                    const rest: *Header = @ptrFromInt(@intFromPtr(h) + need);
                    rest.* = .{ .size = h.size - need, .next = h.next };
                    if (prev) |p| p.next = rest else self.free_head = rest;
                    h.size = need;
                } else {
                    if (prev) |p| p.next = h.next else self.free_head = h.next;
                }
                const bytes: [*]u8 = @ptrCast(h);
                return bytes + @sizeOf(Header);
            }
            prev = h;
            cur = h.next;
        }
        return null;
    }
    fn free(ctx: *anyopaque, mem: []u8, _: std.mem.Alignment, _: usize) void {
        const self: *FreeList = @ptrCast(@alignCast(ctx));
        const h: *Header = @ptrCast(@alignCast(mem.ptr - @sizeOf(Header)));
        // insert sorted
        var prev: ?*Header = null;
        var cur = self.free_head;
        while (cur) |c| {
            if (@intFromPtr(c) > @intFromPtr(h)) break;
            prev = c;
            cur = c.next;
        }
        h.next = cur;
        if (prev) |p| p.next = h else self.free_head = h;
        if (cur) |c| {
            if (@intFromPtr(h) + h.size == @intFromPtr(c)) {
                h.size += c.size;
                h.next = c.next;
            }
        }
        if (prev) |p| {
            if (@intFromPtr(p) + p.size == @intFromPtr(h)) {
                p.size += h.size;
                p.next = h.next;
            }
        }
    }
    fn dump(self: *FreeList) void {
        var n: usize = 0;
        var total: usize = 0;
        var c = self.free_head;
        while (c) |h| : (c = h.next) {
            n += 1;
            total += h.size;
        }
        std.debug.print("free blocks {d} bytes {d}\n", .{ n, total });
    }
};
var pool: [8192]u8 align(16) = undefined;
pub fn main() !void {
    var fl = FreeList.init(&pool);
    const a = fl.allocator();
    var slots: [20]?[]u8 = @splat(null);
    var rng = std.Random.DefaultPrng.init(42);
    const r = rng.random();
    for (0..2000) |i| {
        const k = r.uintLessThan(usize, 20);
        if (slots[k]) |s| {
            for (s) |c| if (c != @as(u8, @truncate(s.len))) @panic("corrupt");
            a.free(s);
            slots[k] = null;
        } else {
            const s = try a.alloc(u8, 1 + r.uintLessThan(usize, 200));
            @memset(s, @truncate(s.len));
            slots[k] = s;
        }
        if (i % 500 == 0) fl.dump();
    }
    for (slots) |o| if (o) |s| a.free(s);
    fl.dump();
}
