const std = @import("std");
// stack allocator with explicit marks, alignment, nested scopes
const StackAlloc = struct {
    mem: []u8,
    top: usize = 0,
    fn alloc(s: *StackAlloc, comptime T: type, n: usize) ![]T {
        const base = @intFromPtr(s.mem.ptr);
        const at = std.mem.alignForward(usize, base + s.top, @alignOf(T)) - base;
        const end = at + n * @sizeOf(T);
        if (end > s.mem.len) return error.OutOfMemory;
        s.top = end;
        const p: [*]T = @ptrCast(@alignCast(s.mem.ptr + at));
        return p[0..n];
    }
    fn mark(s: *StackAlloc) usize {
        return s.top;
    }
    fn release(s: *StackAlloc, m: usize) void {
        @memset(s.mem[m..s.top], 0xaa);
        s.top = m;
    }
};
const Handle = packed struct { index: u16, gen: u16 };
const Slots = struct {
    const Entry = struct { gen: u16 = 0, value: union(enum) { free: ?u16, used: []const u8 } };
    entries: []Entry,
    free: ?u16,
    fn init(e: []Entry) Slots {
        for (e, 0..) |*x, i| x.* = .{ .value = .{ .free = if (i + 1 < e.len) @intCast(i + 1) else null } };
        return .{ .entries = e, .free = 0 };
    }
    fn add(s: *Slots, v: []const u8) ?Handle {
        const i = s.free orelse return null;
        const e = &s.entries[i];
        s.free = e.value.free;
        e.value = .{ .used = v };
        return .{ .index = i, .gen = e.gen };
    }
    fn get(s: Slots, h: Handle) ?[]const u8 {
        const e = s.entries[h.index];
        if (e.gen != h.gen) return null;
        return e.value.used;
    }
    fn del(s: *Slots, h: Handle) void {
        const e = &s.entries[h.index];
        if (e.gen != h.gen) return;
        e.gen +%= 1;
        e.value = .{ .free = s.free };
        s.free = h.index;
    }
};
pub fn main() !void {
    var mem: [512]u8 align(16) = undefined;
    var s = StackAlloc{ .mem = &mem };
    const es = try s.alloc(Slots.Entry, 4);
    var slots = Slots.init(es);
    const m = s.mark();
    for (0..10) |i| {
        const xs = try s.alloc(u32, i + 1);
        for (xs, 0..) |*x, j| x.* = @intCast(j);
        const b = try s.alloc(u8, 3);
        @memcpy(b, "abc");
        const ys = try s.alloc(u64, 2);
        ys[0] = xs[i];
        ys[1] = b[2];
        if (i % 4 == 0) std.debug.print("{d} {d} {d}\n", .{ ys[0], ys[1], s.top });
        s.release(m);
    }
    const h1 = slots.add("one").?;
    const h2 = slots.add("two").?;
    slots.del(h1);
    const h3 = slots.add("three").?;
    std.debug.print("{?s} {?s} {?s} {d}\n", .{ slots.get(h1), slots.get(h2), slots.get(h3), h3.gen });
}
