// Records that are sorted, counted and split.
const std = @import("std");
const print = std.debug.print;
const A = struct {
    list: std.ArrayListUnmanaged([]const u8) = .empty,
    map: std.StringHashMapUnmanaged(usize) = .empty,
    alloc: std.mem.Allocator,
    pub fn init(alloc: std.mem.Allocator) A {
        return .{ .alloc = alloc };
    }
    pub fn deinit(self: *A) void {
        for (self.list.items) |s| self.alloc.free(s);
        self.list.deinit(self.alloc);
        self.map.deinit(self.alloc);
        self.* = undefined;
    }
    pub fn add(self: *A, s: []const u8) !usize {
        const gop = try self.map.getOrPut(self.alloc, s);
        if (gop.found_existing) return gop.value_ptr.*;
        const copy = try self.alloc.dupe(u8, s);
        errdefer self.alloc.free(copy);
        gop.key_ptr.* = copy;
        gop.value_ptr.* = self.list.items.len;
        try self.list.append(self.alloc, copy);
        return gop.value_ptr.*;
    }
};
const Person = struct {
    name: []const u8,
    age: u8,
    fn byAge(_: void, a: Person, b: Person) bool {
        return a.age < b.age;
    }
    fn byName(ctx: bool, a: Person, b: Person) bool {
        const r = std.mem.lessThan(u8, a.name, b.name);
        return if (ctx) r else !r;
    }
};
fn Queue(comptime T: type, comptime cap: usize) type {
    return struct {
        buf: [cap]T = undefined,
        head: usize = 0,
        len: usize = 0,
        const Self = @This();
        const Error = error{ Full, Empty };
        fn push(q: *Self, v: T) Error!void {
            if (q.len == cap) return Error.Full;
            q.buf[(q.head + q.len) % cap] = v;
            q.len += 1;
        }
        fn pop(q: *Self) Error!T {
            if (q.len == 0) return error.Empty;
            defer {
                q.head = (q.head + 1) % cap;
                q.len -= 1;
            }
            return q.buf[q.head];
        }
        fn iterator(q: *const Self) Iterator {
            return .{ .q = q };
        }
        const Iterator = struct {
            q: *const Self,
            i: usize = 0,
            fn next(it: *Iterator) ?T {
                if (it.i >= it.q.len) return null;
                defer it.i += 1;
                return it.q.buf[(it.q.head + it.i) % cap];
            }
        };
    };
}
const State = enum { idle, running, done };
fn step(s: State) ?State {
    return switch (s) {
        .idle => .running,
        .running => .done,
        .done => null,
    };
}
fn parseKV(line: []const u8) ?struct { key: []const u8, value: []const u8 } {
    const eq = std.mem.indexOfScalar(u8, line, '=') orelse return null;
    return .{ .key = std.mem.trim(u8, line[0..eq], " "), .value = std.mem.trim(u8, line[eq + 1 ..], " ") };
}
fn multi() struct { u8, []const u8 } {
    return .{ 5, "five" };
}
pub fn main() !void {
    var gpa: std.heap.DebugAllocator(.{}) = .init;
    defer if (gpa.deinit() == .leak) print("leak\n", .{});
    const alloc = gpa.allocator();
    {
        var a = A.init(alloc);
        defer a.deinit();
        for ([_][]const u8{ "x", "y", "x", "z" }) |s| print("{d} ", .{try a.add(s)});
        print("{d}\n", .{a.list.items.len});
    }
    var people = [_]Person{ .{ .name = "Bob", .age = 30 }, .{ .name = "Al", .age = 25 }, .{ .name = "Cy", .age = 28 } };
    std.mem.sort(Person, &people, {}, Person.byAge);
    for (people) |p| print("{s} ", .{p.name});
    std.sort.insertion(Person, &people, true, Person.byName);
    for (people) |p| print("{s} ", .{p.name});
    std.sort.heap(Person, &people, false, Person.byName);
    for (&people) |*p| print("{s} ", .{p.name});
    print("\n", .{});
    var q: Queue(u8, 3) = .{};
    for (1..5) |i| q.push(@intCast(i)) catch |e| print("{s} ", .{@errorName(e)});
    _ = try q.pop();
    try q.push(9);
    var it = q.iterator();
    while (it.next()) |v| print("{d} ", .{v});
    print("\n", .{});
    var s: ?State = .idle;
    while (s) |cur| : (s = step(cur)) print("{t} ", .{cur});
    print("\n", .{});
    if (parseKV("name = zig")) |kv| print("{s}:{s}\n", .{ kv.key, kv.value });
    const n, const w = multi();
    print("{d} {s} {d}\n", .{ n, w, multi()[0] });
    const idx = std.sort.binarySearch(u32, &.{ 1, 3, 5, 7 }, @as(u32, 5), struct {
        fn cmp(key: u32, item: u32) std.math.Order {
            return std.math.order(key, item);
        }
    }.cmp);
    print("{?d}\n", .{idx});
    print("{}\n", .{std.sort.isSorted(u8, "abc", {}, std.sort.asc(u8))});
    const text = "the quick brown the lazy the";
    var words = std.StringHashMap(u32).init(alloc);
    defer words.deinit();
    var tok = std.mem.tokenizeAny(u8, text, " ,");
    while (tok.next()) |word| {
        const e = try words.getOrPutValue(word, 0);
        e.value_ptr.* += 1;
    }
    print("{d} {d}\n", .{ words.get("the").?, words.count() });
    var lines = std.mem.splitAny(u8, "a;b|c", ";|");
    while (lines.next()) |l| print("{s}.", .{l});
    var win = std.mem.window(u8, "abcd", 2, 1);
    while (win.next()) |x| print("{s}/", .{x});
    var back = std.mem.splitBackwardsScalar(u8, "x.y.z", '.');
    print("{s}\n", .{back.first()});
    const cat = try std.mem.concat(alloc, u8, &.{ "ab", "cd" });
    defer alloc.free(cat);
    print("{s} {d}\n", .{ cat, std.mem.indexOfAny(u8, cat, "dc").? });
    const up = try std.ascii.allocUpperString(alloc, "abc");
    defer alloc.free(up);
    print("{s} {}\n", .{ up, std.ascii.eqlIgnoreCase("HeLLo", "hEllO") });
    print("{d}\n", .{try std.unicode.utf8CountCodepoints("héllo")});
    var u = (try std.unicode.Utf8View.init("aé")).iterator();
    while (u.nextCodepointSlice()) |cp| print("{s}_", .{cp});
    print("\n", .{});
    var rot = [_]u8{ 1, 2, 3, 4, 5 };
    std.mem.rotate(u8, &rot, 2);
    print("{any} {d}\n", .{ rot, std.mem.indexOfMax(u8, &rot) });
    var dst: [5]u8 = undefined;
    @memcpy(&dst, &rot);
    std.mem.copyForwards(u8, dst[0..3], dst[1..4]);
    print("{any} {}\n", .{ dst, std.mem.allEqual(u8, dst[0..1], 4) });
    print("{any}\n", .{std.mem.zeroes([3]u8)});
    print("{}\n", .{std.mem.endsWith(u8, "file.zig", ".zig")});

}
