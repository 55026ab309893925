// Allocators over allocators, and what they are asked for.
const std = @import("std");
const print = std.debug.print;
const Allocator = std.mem.Allocator;
// Allocator patterns
const Logging = struct {
    parent: Allocator,
    depth: usize = 0,
    pub fn init(parent: Allocator) Logging {
        return .{ .parent = parent };
    }
    pub fn allocator(self: *Logging) Allocator {
        return .{ .ptr = self, .vtable = &.{ .alloc = alloc, .resize = resize, .remap = remap, .free = free } };
    }
    fn alloc(ctx: *anyopaque, len: usize, al: std.mem.Alignment, ra: usize) ?[*]u8 {
        const self: *Logging = @ptrCast(@alignCast(ctx));
        const r = self.parent.rawAlloc(len, al, ra);
        print("alloc {d} align {d} {s}\n", .{ len, al.toByteUnits(), if (r == null) "FAIL" else "ok" });
        return r;
    }
    fn resize(ctx: *anyopaque, m: []u8, al: std.mem.Alignment, n: usize, ra: usize) bool {
        const self: *Logging = @ptrCast(@alignCast(ctx));
        const ok = self.parent.rawResize(m, al, n, ra);
        print("resize {d} -> {d} {}\n", .{ m.len, n, ok });
        return ok;
    }
    fn remap(ctx: *anyopaque, m: []u8, al: std.mem.Alignment, n: usize, ra: usize) ?[*]u8 {
        const self: *Logging = @ptrCast(@alignCast(ctx));
        const p = self.parent.rawRemap(m, al, n, ra);
        print("remap {d} -> {d} {}\n", .{ m.len, n, p != null });
        return p;
    }
    fn free(ctx: *anyopaque, m: []u8, al: std.mem.Alignment, ra: usize) void {
        const self: *Logging = @ptrCast(@alignCast(ctx));
        print("free {d}\n", .{m.len});
        self.parent.rawFree(m, al, ra);
    }
};
const Limited = struct {
    parent: Allocator,
    left: usize,
    fn allocator(self: *Limited) Allocator {
        return .{ .ptr = self, .vtable = &vtable };
    }
    const vtable = Allocator.VTable{ .alloc = alloc, .resize = resize, .remap = remap, .free = free };
    fn alloc(ctx: *anyopaque, len: usize, al: std.mem.Alignment, ra: usize) ?[*]u8 {
        const self: *Limited = @ptrCast(@alignCast(ctx));
        if (len > self.left) return null;
        const p = self.parent.rawAlloc(len, al, ra) orelse return null;
        self.left -= len;
        return p;
    }
    fn resize(_: *anyopaque, _: []u8, _: std.mem.Alignment, _: usize, _: usize) bool {
        return false;
    }
    fn remap(_: *anyopaque, _: []u8, _: std.mem.Alignment, _: usize, _: usize) ?[*]u8 {
        return null;
    }
    fn free(ctx: *anyopaque, m: []u8, al: std.mem.Alignment, ra: usize) void {
        const self: *Limited = @ptrCast(@alignCast(ctx));
        self.left += m.len;
        self.parent.rawFree(m, al, ra);
    }
};
fn process(a: Allocator, n: usize) ![]u8 {
    var list: std.ArrayList(u8) = .empty;
    errdefer list.deinit(a);
    for (0..n) |i| try list.append(a, @intCast(i));
    return list.toOwnedSlice(a);
}
pub fn main() !void {
    var buf: [1024]u8 = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buf);
    var log = Logging.init(fba.allocator());
    const a = log.allocator();
    const x = try a.create(u64);
    x.* = 5;
    const s = try a.alloc(u16, 10);
    a.free(s);
    const t = try a.realloc(try a.alloc(u8, 5), 20);
    a.free(t);
    a.destroy(x);
    const p = try process(a, 3);
    a.free(p);
    const q = try std.fmt.allocPrint(a, "{s}={d}", .{ "key", 12345 });
    print("{s}\n", .{q});
    a.free(q);
    const d = try a.dupe(u8, "dup");
    const z = try a.dupeZ(u8, "zz");
    a.free(z);
    a.free(d);
    if (a.alloc(u8, 5000)) |_| unreachable else |e| print("{}\n", .{e});
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer arena.deinit();
    const aa = arena.allocator();
    var total: usize = 0;
    for (0..10) |i| {
        const m = try aa.alloc(u8, i * 10);
        total += m.len;
    }
    print("{d}\n", .{total});
    _ = arena.reset(.retain_capacity);
    _ = try aa.alloc(u32, 4);
    _ = arena.reset(.free_all);
    var lim = Limited{ .parent = std.heap.page_allocator, .left = 100 };
    const la = lim.allocator();
    const l1 = try la.alloc(u8, 60);
    print("{d} {any}\n", .{ lim.left, if (la.alloc(u8, 50)) |_| false else |_| true });
    la.free(l1);
    print("{d}\n", .{lim.left});
    var sfa = std.heap.stackFallback(32, std.heap.page_allocator);
    const sa = sfa.get();
    const in = try sa.alloc(u8, 16);
    const out = try sa.alloc(u8, 64);
    print("{} {}\n", .{ sfa.fixed_buffer_allocator.ownsSlice(in), sfa.fixed_buffer_allocator.ownsSlice(out) });
    sa.free(out);
    sa.free(in);
    var tsa = std.heap.ThreadSafeAllocator{ .child_allocator = std.heap.page_allocator };
    const ts = try tsa.allocator().alloc(u8, 3);
    tsa.allocator().free(ts);
    var gpa = std.heap.GeneralPurposeAllocator(.{ .safety = true, .stack_trace_frames = 4 }){};
    const ga = gpa.allocator();
    const leak_check = try ga.create(i32);
    ga.destroy(leak_check);
    print("{any} {}\n", .{ gpa.detectLeaks(), gpa.deinit() == .ok });
    var list = try std.ArrayList(i32).initCapacity(std.heap.page_allocator, 4);
    defer list.deinit(std.heap.page_allocator);
    list.appendAssumeCapacity(1);
    try list.appendSlice(std.heap.page_allocator, &[_]i32{ 2, 3, 4, 5 });
    list.items.len -= 1;
    print("{any} {}\n", .{ list.items, list.capacity >= 4 });
    for (list.items, 0..) |*item, i| item.* *= @intCast(i);
    print("{any}\n", .{list.items});
    std.mem.doNotOptimizeAway(list.items.ptr);
    const c_al = std.heap.smp_allocator;
    const cc = try c_al.alloc(u8, 2);
    c_al.free(cc);
}
