// A hash table by hand, with chains on the heap.
const std = @import("std");

const Table = struct {
    gpa: std.mem.Allocator,
    buckets: [8]?*Entry = @splat(null),
    count: usize = 0,

    const Entry = struct { key: []const u8, value: i32, next: ?*Entry };

    fn hash(key: []const u8) u64 {
        var h: u64 = 14695981039346656037;
        for (key) |c| h = (h ^ c) *% 1099511628211;
        return h;
    }

    fn slot(self: *Table, key: []const u8) *?*Entry {
        var at = &self.buckets[hash(key) % self.buckets.len];
        while (at.*) |e| : (at = &e.next) {
            if (std.mem.eql(u8, e.key, key)) break;
        }
        return at;
    }

    fn put(self: *Table, key: []const u8, value: i32) !void {
        const at = self.slot(key);
        if (at.*) |e| {
            e.value = value;
            return;
        }
        const e = try self.gpa.create(Entry);
        e.* = .{ .key = key, .value = value, .next = null };
        at.* = e;
        self.count += 1;
    }

    fn get(self: *Table, key: []const u8) ?i32 {
        return if (self.slot(key).*) |e| e.value else null;
    }

    fn remove(self: *Table, key: []const u8) bool {
        const at = self.slot(key);
        const e = at.* orelse return false;
        at.* = e.next;
        self.gpa.destroy(e);
        self.count -= 1;
        return true;
    }

    fn deinit(self: *Table) void {
        for (&self.buckets) |*b| {
            while (b.*) |e| {
                b.* = e.next;
                self.gpa.destroy(e);
            }
        }
    }
};

pub fn main() !void {
    var t = Table{ .gpa = std.heap.page_allocator };
    defer t.deinit();
    const words = [_][]const u8{ "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten" };
    for (words, 1..) |w, i| try t.put(w, @intCast(i));
    try t.put("one", 100);
    std.debug.print("{?d} {?d} {?d}\n", .{ t.get("one"), t.get("ten"), t.get("zero") });
    std.debug.print("{} {} {d}\n", .{ t.remove("five"), t.remove("five"), t.count });
}
