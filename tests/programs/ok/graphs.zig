// Walks through graphs, in several ways.
const std = @import("std");
const Graph = struct {
    adj: [][]const usize,
    fn bfs(g: Graph, a: std.mem.Allocator, start: usize) ![]?u32 {
        const dist = try a.alloc(?u32, g.adj.len);
        @memset(dist, null);
        var queue: std.ArrayList(usize) = try .initCapacity(a, g.adj.len);
        defer queue.deinit(a);
        dist[start] = 0;
        queue.appendAssumeCapacity(start);
        var head: usize = 0;
        while (head < queue.items.len) : (head += 1) {
            const v = queue.items[head];
            for (g.adj[v]) |w| if (dist[w] == null) { dist[w] = dist[v].? + 1; queue.appendAssumeCapacity(w); };
        }
        return dist;
    }
    fn dfs(g: Graph, seen: *std.DynamicBitSet, v: usize, out: *std.ArrayList(u8), a: std.mem.Allocator) !void {
        if (seen.isSet(v)) return;
        seen.set(v);
        try out.print(a, "{d},", .{v});
        for (g.adj[v]) |w| try g.dfs(seen, w, out, a);
    }
    fn topo(g: Graph, a: std.mem.Allocator) error{ OutOfMemory, Cycle }![]usize {
        const indeg = try a.alloc(usize, g.adj.len);
        defer a.free(indeg);
        @memset(indeg, 0);
        for (g.adj) |row| for (row) |w| { indeg[w] += 1; };
        var order = std.array_list.Managed(usize).init(a);
        errdefer order.deinit();
        for (indeg, 0..) |d, v| if (d == 0) try order.append(v);
        var i: usize = 0;
        while (i < order.items.len) : (i += 1) for (g.adj[order.items[i]]) |w| { indeg[w] -= 1; if (indeg[w] == 0) try order.append(w); };
        if (order.items.len != g.adj.len) return error.Cycle;
        return order.toOwnedSlice();
    }
};
const Edge = struct { to: usize, w: u32 };
const State = struct { v: usize, d: u32, fn less(_: void, a: State, b: State) std.math.Order { return std.math.order(a.d, b.d); } };
fn dijkstra(a: std.mem.Allocator, g: []const []const Edge, s: usize) ![]u32 {
    const d = try a.alloc(u32, g.len);
    @memset(d, std.math.maxInt(u32));
    d[s] = 0;
    var q = std.PriorityQueue(State, void, State.less).init(a, {});
    defer q.deinit();
    try q.add(.{ .v = s, .d = 0 });
    while (q.removeOrNull()) |st| {
        if (st.d > d[st.v]) continue;
        for (g[st.v]) |e| { const nd = st.d + e.w; if (nd < d[e.to]) { d[e.to] = nd; try q.add(.{ .v = e.to, .d = nd }); } }
    }
    return d;
}
const UnionFind = struct {
    p: [8]u8,
    fn init() UnionFind { var u: UnionFind = undefined; for (&u.p, 0..) |*x, i| x.* = @intCast(i); return u; }
    fn find(u: *UnionFind, x: u8) u8 { if (u.p[x] != x) u.p[x] = u.find(u.p[x]); return u.p[x]; }
    fn join(u: *UnionFind, a: u8, b: u8) bool { const x = u.find(a); const y = u.find(b); if (x == y) return false; u.p[x] = y; return true; }
};
pub fn main() !void {
    const a = std.heap.page_allocator;
    var rows = [_][]const usize{ &.{ 1, 2 }, &.{3}, &.{3}, &.{4}, &.{}, &.{} };
    const g: Graph = .{ .adj = &rows };
    const d = try g.bfs(a, 0);
    defer a.free(d);
    std.debug.print("{any}\n", .{d});
    var seen = try std.DynamicBitSet.initEmpty(a, 6);
    defer seen.deinit();
    var out: std.ArrayList(u8) = .empty;
    defer out.deinit(a);
    try g.dfs(&seen, 0, &out, a);
    std.debug.print("{s}\n", .{out.items});
    const t = try g.topo(a);
    defer a.free(t);
    std.debug.print("{any}\n", .{t});
    rows[4] = &.{0};
    std.debug.print("{any}\n", .{g.topo(a)});
    const w = [_][]const Edge{ &.{ .{ .to = 1, .w = 7 }, .{ .to = 2, .w = 1 } }, &.{.{ .to = 3, .w = 1 }}, &.{ .{ .to = 1, .w = 2 }, .{ .to = 3, .w = 9 } }, &.{} };
    const dd = try dijkstra(a, &w, 0);
    defer a.free(dd);
    std.debug.print("{any}\n", .{dd});
    var uf: UnionFind = .init();
    std.debug.print("{} {} {} {}\n", .{ uf.join(1, 2), uf.join(2, 3), uf.join(1, 3), uf.find(1) == uf.find(3) });
}
