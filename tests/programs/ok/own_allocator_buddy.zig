const std = @import("std");
const Allocator = std.mem.Allocator;
const Buddy = struct {
    mem: [*]u8,
    levels: [8]?*Node = @splat(null),
    const min = 32;
    const Node = struct { next: ?*Node };
    fn init(child: Allocator) !Buddy {
        const m = try child.alignedAlloc(u8, .fromByteUnits(4096), min << 7);
        var b = Buddy{ .mem = m.ptr };
        const n: *Node = @ptrCast(@alignCast(m.ptr));
        n.next = null;
        b.levels[7] = n;
        return b;
    }
    fn deinit(self: *Buddy, child: Allocator) void {
        const s: []align(4096) u8 = @alignCast(self.mem[0 .. min << 7]);
        child.free(s);
    }
    fn level(len: usize) u3 {
        var l: u3 = 0;
        while ((@as(usize, min) << l) < len) l += 1;
        return l;
    }
    fn take(self: *Buddy, l: usize) ?*Node {
        if (l > 7) return null;
        if (self.levels[l]) |n| {
            self.levels[l] = n.next;
            return n;
        }
        const big = self.take(l + 1) orelse return null;
        const half = @as(usize, min) << @intCast(l);
        const other: *Node = @ptrFromInt(@intFromPtr(big) + half);
        other.next = self.levels[l];
        self.levels[l] = other;
        return big;
    }
    fn give(self: *Buddy, n: *Node, l: usize) void {
        const size = @as(usize, min) << @intCast(l);
        const off = @intFromPtr(n) - @intFromPtr(self.mem);
        const bud = @intFromPtr(self.mem) + (off ^ size);
        if (l < 7) {
            var link: *?*Node = &self.levels[l];
            while (link.*) |c| : (link = &c.next) {
                if (@intFromPtr(c) == bud) {
                    link.* = c.next;
                    const low: *Node = if (bud < @intFromPtr(n)) c else n;
                    return self.give(low, l + 1);
                }
            }
        }
        n.next = self.levels[l];
        self.levels[l] = n;
    }
    fn alloc(ctx: *anyopaque, len: usize, _: std.mem.Alignment, _: usize) ?[*]u8 {
        const self: *Buddy = @ptrCast(@alignCast(ctx));
        const n = self.take(level(len)) orelse return null;
        return @ptrCast(n);
    }
    fn free(ctx: *anyopaque, m: []u8, _: std.mem.Alignment, _: usize) void {
        const self: *Buddy = @ptrCast(@alignCast(ctx));
        self.give(@ptrCast(@alignCast(m.ptr)), level(m.len));
    }
    fn resize(ctx: *anyopaque, m: []u8, _: std.mem.Alignment, n: usize, _: usize) bool {
        _ = ctx;
        return level(m.len) == level(n);
    }
    fn remap(ctx: *anyopaque, m: []u8, a: std.mem.Alignment, n: usize, r: usize) ?[*]u8 {
        return if (resize(ctx, m, a, n, r)) m.ptr else null;
    }
    fn allocator(self: *Buddy) Allocator {
        return .{ .ptr = self, .vtable = &.{ .alloc = alloc, .free = free, .resize = resize, .remap = remap } };
    }
};
pub fn main() !void {
    var gpa: std.heap.DebugAllocator(.{}) = .init;
    defer std.debug.print("{any}\n", .{gpa.deinit()});
    var b = try Buddy.init(gpa.allocator());
    defer b.deinit(gpa.allocator());
    const a = b.allocator();
    for (0..30) |round| {
        var l: std.ArrayList([]u8) = .empty;
        defer l.deinit(a);
        for (0..10) |i| {
            const s = try a.alloc(u8, 8 + i * 5);
            for (s, 0..) |*c, j| c.* = @truncate(j + round);
            try l.append(a, s);
        }
        var sum: u64 = 0;
        for (l.items) |s| for (s) |c| {
            sum += c;
        };
        if (round % 10 == 0) std.debug.print("{d}\n", .{sum});
        for (l.items) |s| a.free(s);
    }
    var n: usize = 0;
    for (b.levels) |lv| {
        if (lv != null) n += 1;
    }
    std.debug.print("levels in use {d}\n", .{n});
}
