const std = @import("std");
const Node = struct { v: i64, left: usize = 0, right: usize = 0 };
fn tag(p: *Node, red: bool) usize {
    return @intFromPtr(p) | @intFromBool(red);
}
fn untag(x: usize) ?*Node {
    const a = x & ~@as(usize, 1);
    return if (a == 0) null else @ptrFromInt(a);
}
const P = packed struct(u64) { addr: u61, t: u3 };
pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var root: usize = 0;
    const vals = [_]i64{ 5, 2, 8, 1, 9, 3 };
    for (vals, 0..) |v, i| {
        const n = try gpa.create(Node);
        n.* = .{ .v = v };
        var slot: *usize = &root;
        while (untag(slot.*)) |c| slot = if (v < c.v) &c.left else &c.right;
        slot.* = tag(n, i % 2 == 0);
    }
    walk(root);
    std.debug.print("\n", .{});
    drop(root);
    var x: u64 = 77;
    const p = P{ .addr = @intCast(@intFromPtr(&x) >> 3), .t = 5 };
    const q: *u64 = @ptrFromInt(@as(usize, p.addr) << 3);
    q.* += 1;
    std.debug.print("{d} {d}\n", .{ x, p.t });
    // xor list
    var a: u32 = 1;
    var b: u32 = 2;
    const xr = @intFromPtr(&a) ^ @intFromPtr(&b);
    const pb: *u32 = @ptrFromInt(xr ^ @intFromPtr(&a));
    pb.* = 10;
    std.debug.print("{d} {d}\n", .{ a, b });
    a = 3;
    b = 4;
    // pointer to int inside a union
    const U = extern union { p: *u32, n: usize };
    const u = U{ .p = &a };
    u.p.* += 1;
    const n = u.n;
    const r: *u32 = @ptrFromInt(n);
    r.* += 1;
    std.debug.print("{d}\n", .{a});
    const arr = [_]u16{ 1, 2, 3, 4 };
    const base = @intFromPtr(&arr);
    for (0..4) |i| {
        const e: *const u16 = @ptrFromInt(base + i * @sizeOf(u16));
        std.debug.print("{d} ", .{e.*});
    }
    std.debug.print("\n", .{});
}
fn walk(x: usize) void {
    const n = untag(x) orelse return;
    walk(n.left);
    std.debug.print("{d}{s} ", .{ n.v, if (x & 1 == 1) "r" else "b" });
    walk(n.right);
}
fn drop(x: usize) void {
    const n = untag(x) orelse return;
    drop(n.left);
    drop(n.right);
    std.heap.page_allocator.destroy(n);
}
