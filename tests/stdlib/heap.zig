// Arena, fixed buffer, checking, failing, falling back, pool.
const std = @import("std");
const print = std.debug.print;
const gpa = std.heap.page_allocator;

const Node = struct { next: ?*Node, value: u32 };

fn arenas() !void {
    var arena = std.heap.ArenaAllocator.init(gpa);
    defer arena.deinit();
    const a = arena.allocator();
    var sum: usize = 0;
    for (0..200) |i| {
        const s = try a.alloc(usize, i);
        for (s, 0..) |*x, k| x.* = k;
        sum += s.len;
        if (i % 3 == 0) a.free(s);
    }
    print("{d} {}\n", .{ sum, arena.queryCapacity() > 0 });
    print("{}\n", .{arena.reset(.retain_capacity)});
    const one = try a.create(Node);
    one.* = .{ .next = null, .value = 3 };
    print("{d} {}\n", .{ one.value, arena.reset(.{ .retain_with_limit = 100 }) });
    print("{}\n", .{arena.reset(.free_all)});
    print("{d}\n", .{arena.queryCapacity()});
    const big = try a.alignedAlloc(u8, .@"32", 100_000);
    print("{d}\n", .{@intFromPtr(big.ptr) % 32});
    var text = try a.alloc(u8, 10);
    print("{} {}\n", .{ a.resize(text, 20), a.resize(big, 99_000) });
    text.len = 20;
    text = try a.realloc(text, 30);
    print("{d}\n", .{text.len});
}

fn fixed() !void {
    var buffer: [100]u8 align(8) = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    const a = fba.allocator();
    const x = try a.alloc(u8, 10);
    const y = try a.alloc(u64, 2);
    print("{d} {d}\n", .{ fba.end_index, @intFromPtr(y.ptr) - @intFromPtr(x.ptr) });
    a.free(x);
    print("{d}\n", .{fba.end_index});
    a.free(y);
    print("{d}\n", .{fba.end_index});
    print("{any}\n", .{a.alloc(u8, 101)});
    fba.reset();
    const z = try a.alloc(u8, 100);
    print("{d} {} {}\n", .{ z.len, fba.ownsSlice(z), fba.ownsPtr(@ptrCast(&fba)) });
    print("{} {}\n", .{ a.resize(z, 50), a.resize(z[0..50], 101) });
}

fn checked() !void {
    var debug: std.heap.DebugAllocator(.{}) = .init;
    const a = debug.allocator();
    const x = try a.alloc(u32, 10);
    const y = try a.create(u8);
    a.free(x);
    a.destroy(y);
    print("{}\n", .{debug.deinit()});
    var old = std.heap.GeneralPurposeAllocator(.{}){};
    defer print("{}\n", .{old.deinit() == .ok});
    const b = old.allocator();
    var list = try b.alloc(u8, 3);
    list = try b.realloc(list, 300);
    defer b.free(list);
    var limited: std.heap.DebugAllocator(.{ .enable_memory_limit = true }) = .{ .requested_memory_limit = 100 };
    const c = limited.allocator();
    const ok = try c.alloc(u8, 60);
    print("{any} {d}\n", .{ c.alloc(u8, 60), limited.total_requested_bytes });
    c.free(ok);
    print("{}\n", .{limited.deinit()});
}

fn failing() !void {
    var f = std.testing.FailingAllocator.init(gpa, .{ .fail_index = 2 });
    const a = f.allocator();
    const x = try a.alloc(u8, 10);
    const y = try a.alloc(u8, 20);
    print("{any} {}\n", .{ a.alloc(u8, 1), f.has_induced_failure });
    a.free(x);
    print("{d} {d} {d} {d}\n", .{ f.allocated_bytes, f.freed_bytes, f.allocations, f.deallocations });
    a.free(y);
}

fn fallback() !void {
    var sf = std.heap.stackFallback(64, gpa);
    const a = sf.get();
    const x = try a.alloc(u8, 40);
    const y = try a.alloc(u8, 40);
    const inside = struct {
        fn f(s: anytype, p: []u8) bool {
            return s.fixed_buffer_allocator.ownsSlice(p);
        }
    }.f;
    print("{} {}\n", .{ inside(&sf, x), inside(&sf, y) });
    a.free(y);
    a.free(x);
}

fn pools() !void {
    var pool = std.heap.MemoryPool(Node).init(gpa);
    defer pool.deinit();
    const a = try pool.create();
    a.* = .{ .next = null, .value = 1 };
    const address = @intFromPtr(a);
    const b = try pool.create();
    b.* = .{ .next = a, .value = 2 };
    print("{d}\n", .{b.next.?.value});
    pool.destroy(a);
    const c = try pool.create();
    print("{}\n", .{@intFromPtr(c) == address});
    var small = try std.heap.MemoryPool(u8).initPreheated(gpa, 4);
    defer small.deinit();
    const d = try small.create();
    d.* = 7;
    print("{d}\n", .{d.*});
}

pub fn main() !void {
    try arenas();
    try fixed();
    try checked();
    try failing();
    try fallback();
    try pools();
    print("{s} {s} {s}\n", .{ @typeName(std.heap.ArenaAllocator), @typeName(std.heap.FixedBufferAllocator), @typeName(std.heap.Check) });
}
