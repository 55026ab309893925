// Words in a trie of arrays of optional pointers.
const std = @import("std");

const Trie = struct {
    children: [26]?*Trie = @splat(null),
    end: bool = false,

    fn insert(self: *Trie, gpa: std.mem.Allocator, word: []const u8) !void {
        if (word.len == 0) {
            self.end = true;
            return;
        }
        const i = word[0] - 'a';
        if (self.children[i] == null) {
            const t = try gpa.create(Trie);
            t.* = .{};
            self.children[i] = t;
        }
        try self.children[i].?.insert(gpa, word[1..]);
    }

    fn contains(self: *const Trie, word: []const u8) bool {
        var at = self;
        for (word) |c| at = at.children[c - 'a'] orelse return false;
        return at.end;
    }

    fn free(self: *Trie, gpa: std.mem.Allocator) void {
        for (self.children) |c| {
            if (c) |t| t.free(gpa);
        }
        gpa.destroy(self);
    }
};

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const root = try gpa.create(Trie);
    root.* = .{};
    defer root.free(gpa);
    for ([_][]const u8{ "car", "card", "care", "cat" }) |w| try root.insert(gpa, w);
    for ([_][]const u8{ "car", "ca", "cat", "dog", "cards" }) |w| {
        std.debug.print("{s}:{} ", .{ w, root.contains(w) });
    }
    std.debug.print("\n", .{});
}
