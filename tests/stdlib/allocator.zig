// The calls of the allocator interface.
const std = @import("std");
const print = std.debug.print;
const gpa = std.heap.page_allocator;

const Empty = struct {};

pub fn main() !void {
    const p = try gpa.create(i32);
    p.* = 5;
    print("{d}\n", .{p.*});
    gpa.destroy(p);

    const s = try gpa.alloc(u16, 4);
    for (s, 0..) |*x, i| x.* = @intCast(i * i);
    print("{any} {d}\n", .{ s, s.len });
    gpa.free(s);

    const e = try gpa.create(Empty);
    gpa.destroy(e);
    const none = try gpa.alloc(u8, 0);
    print("{d}\n", .{none.len});
    gpa.free(none);

    const d = try gpa.dupe(u8, "hello");
    defer gpa.free(d);
    d[0] = 'j';
    const z = try gpa.dupeZ(u8, d);
    defer gpa.free(z);
    print("{s} {s} {d} {d}\n", .{ d, z, z.len, z[z.len] });

    const al = try gpa.alignedAlloc(u8, .@"64", 3);
    defer gpa.free(al);
    print("{d} {s}\n", .{ @intFromPtr(al.ptr) % 64, @typeName(@TypeOf(al)) });

    const sentinel = try gpa.allocSentinel(u32, 2, 7);
    defer gpa.free(sentinel);
    print("{d} {s}\n", .{ sentinel[2], @typeName(@TypeOf(sentinel)) });
    const with = try gpa.allocWithOptions(u8, 3, .@"4", 9);
    defer gpa.free(with);
    print("{d} {s}\n", .{ with[3], @typeName(@TypeOf(with)) });

    var r = try gpa.alloc(u8, 3);
    @memcpy(r, "abc");
    r = try gpa.realloc(r, 5000);
    @memset(r[3..], 'x');
    print("{s} {d}\n", .{ r[0..6], r.len });
    r = try gpa.realloc(r, 2);
    print("{s}\n", .{r});
    r = try gpa.realloc(r, 0);
    print("{d}\n", .{r.len});
    r = try gpa.realloc(r, 4);
    @memcpy(r, "wxyz");
    print("{s}\n", .{r});
    if (gpa.resize(r, 2)) r.len = 2;
    print("{d}\n", .{r.len});
    if (gpa.remap(r, 1)) |m| r = m;
    print("{d}\n", .{r.len});
    gpa.free(r);

    const huge = gpa.alloc(u64, std.math.maxInt(usize));
    print("{any}\n", .{huge});
    print("{any}\n", .{std.testing.failing_allocator.create(u8)});
    print("{s} {s}\n", .{ @typeName(std.mem.Allocator), @typeName(std.mem.Allocator.Error) });
}
