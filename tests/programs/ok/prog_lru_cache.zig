// A cache that forgets what was not used for the longest time.
const std = @import("std");

const Lru = struct {
    const Node = struct { key: u32, value: u32, prev: ?*Node = null, next: ?*Node = null };

    gpa: std.mem.Allocator,
    capacity: usize,
    map: std.AutoHashMapUnmanaged(u32, *Node) = .empty,
    first: ?*Node = null,
    last: ?*Node = null,

    fn unlink(self: *Lru, n: *Node) void {
        if (n.prev) |p| p.next = n.next else self.first = n.next;
        if (n.next) |x| x.prev = n.prev else self.last = n.prev;
    }

    fn front(self: *Lru, n: *Node) void {
        n.prev = null;
        n.next = self.first;
        if (self.first) |f| f.prev = n else self.last = n;
        self.first = n;
    }

    fn get(self: *Lru, key: u32) ?u32 {
        const n = self.map.get(key) orelse return null;
        self.unlink(n);
        self.front(n);
        return n.value;
    }

    fn put(self: *Lru, key: u32, value: u32) !void {
        if (self.map.count() == self.capacity) {
            const old = self.last.?;
            self.unlink(old);
            _ = self.map.remove(old.key);
            self.gpa.destroy(old);
        }
        const n = try self.gpa.create(Node);
        n.* = .{ .key = key, .value = value };
        self.front(n);
        try self.map.put(self.gpa, key, n);
    }

    fn deinit(self: *Lru) void {
        while (self.first) |n| {
            self.first = n.next;
            self.gpa.destroy(n);
        }
        self.map.deinit(self.gpa);
    }
};

pub fn main() !void {
    var gpa: std.heap.DebugAllocator(.{}) = .init;
    defer _ = gpa.deinit();
    var c = Lru{ .gpa = gpa.allocator(), .capacity = 3 };
    defer c.deinit();
    try c.put(1, 10);
    try c.put(2, 20);
    try c.put(3, 30);
    _ = c.get(1);
    try c.put(4, 40);
    for (1..5) |k| std.debug.print("{?d} ", .{c.get(@intCast(k))});
    std.debug.print("\n", .{});
}
