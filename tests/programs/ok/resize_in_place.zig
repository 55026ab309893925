const std = @import("std");
pub fn main() !void {
    var gpa: std.heap.DebugAllocator(.{}) = .init;
    defer std.debug.print("{}\n", .{gpa.deinit()});
    const a = gpa.allocator();
    var s = try a.alloc(u32, 2);
    s[0] = 1;
    s[1] = 2;
    for (1..40) |i| {
        const old = s.len;
        s = try a.realloc(s, old + i);
        for (s[old..], old..) |*x, j| x.* = @intCast(j);
    }
    std.debug.print("{d} {d}\n", .{ s.len, s[s.len - 1] });
    while (s.len > 3) s = try a.realloc(s, s.len / 2);
    std.debug.print("{any}\n", .{s});
    defer a.free(s);
    inline for (.{ 10, 100, 1000, 5000 }) |n| {
        var t = try a.alloc(u8, n);
        inline for (.{ n / 2, n - 1, n + 1, n + 6, n * 2 }) |m| {
            const ok = a.resize(t, m);
            std.debug.print("{d}->{d} {}\n", .{ t.len, m, ok });
            if (ok) t.len = m;
        }
        a.free(t);
    }
    var big = try a.alloc(u8, 100_000);
    std.debug.print("{}\n", .{a.resize(big, 99_000)});
    big.len = 99_000;
    a.free(big);
    const p = std.heap.page_allocator;
    var q = try p.alloc(u8, 100);
    std.debug.print("{}\n", .{p.resize(q, 50)});
    q.len = 50;
    p.free(q);
}
