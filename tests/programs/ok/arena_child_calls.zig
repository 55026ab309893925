const std = @import("std");
const Allocator = std.mem.Allocator;
const Log = struct {
    child: Allocator,
    pub fn allocator(self: *Log) Allocator {
        return .{ .ptr = self, .vtable = &.{ .alloc = alloc, .resize = resize, .remap = remap, .free = free } };
    }
    fn alloc(ctx: *anyopaque, len: usize, a: std.mem.Alignment, ra: usize) ?[*]u8 {
        const self: *Log = @ptrCast(@alignCast(ctx));
        const r = self.child.rawAlloc(len, a, ra);
        std.debug.print("  alloc {d} align {d} {s}\n", .{ len, a.toByteUnits(), if (r == null) "failed" else "ok" });
        return r;
    }
    fn resize(ctx: *anyopaque, m: []u8, a: std.mem.Alignment, n: usize, ra: usize) bool {
        const self: *Log = @ptrCast(@alignCast(ctx));
        const ok = self.child.rawResize(m, a, n, ra);
        std.debug.print("  resize {d} to {d} {}\n", .{ m.len, n, ok });
        return ok;
    }
    fn remap(ctx: *anyopaque, m: []u8, a: std.mem.Alignment, n: usize, ra: usize) ?[*]u8 {
        const self: *Log = @ptrCast(@alignCast(ctx));
        const ok = self.child.rawRemap(m, a, n, ra);
        std.debug.print("  remap {d} to {d} {}\n", .{ m.len, n, ok != null });
        return ok;
    }
    fn free(ctx: *anyopaque, m: []u8, a: std.mem.Alignment, ra: usize) void {
        const self: *Log = @ptrCast(@alignCast(ctx));
        std.debug.print("  free {d}\n", .{m.len});
        self.child.rawFree(m, a, ra);
    }
};
pub fn main() !void {
    var gpa = std.heap.DebugAllocator(.{}).init;
    defer _ = gpa.deinit();
    var log = Log{ .child = gpa.allocator() };
    var arena = std.heap.ArenaAllocator.init(log.allocator());
    defer arena.deinit();
    const a = arena.allocator();
    for ([_]usize{ 1, 10, 100, 50, 1000, 3, 4000, 7, 20000, 1, 300 }) |n| {
        std.debug.print("want {d}\n", .{n});
        _ = try a.alloc(u8, n);
        std.debug.print("cap {d}\n", .{arena.queryCapacity()});
    }
    std.debug.print("reset retain {}\n", .{arena.reset(.retain_capacity)});
    _ = try a.alloc(u8, 10);
    std.debug.print("cap {d}\n", .{arena.queryCapacity()});
    std.debug.print("reset limit {}\n", .{arena.reset(.{ .retain_with_limit = 500 })});
    std.debug.print("cap {d}\n", .{arena.queryCapacity()});
    _ = try a.alloc(u64, 10);
    std.debug.print("reset retain {}\n", .{arena.reset(.retain_capacity)});
    var s = try a.alloc(u64, 10);
    s = try a.realloc(s, 20);
    const big = try a.alloc(u8, 5000);
    a.free(big);
    const p = try a.create(u8);
    p.* = 1;
    std.debug.print("reset free {}\n", .{arena.reset(.free_all)});
    std.debug.print("cap {d}\n", .{arena.queryCapacity()});
    std.debug.print("cap {d}\n", .{arena.queryCapacity()});
    var l: std.ArrayList(u32) = .empty;
    for (0..200) |i| try l.append(a, @intCast(i));
    std.debug.print("cap {d} {d}\n", .{ arena.queryCapacity(), l.capacity });
}
