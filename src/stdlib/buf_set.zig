//! A set of texts that owns copies of them.

const std = @import("std.zig");
const Allocator = std.mem.Allocator;
const StringHashMap = std.StringHashMap;

pub const BufSet = struct {
    hash_map: Map,

    const Map = StringHashMap(void);
    pub const Iterator = Map.KeyIterator;

    pub fn init(a: Allocator) BufSet {
        return .{ .hash_map = .init(a) };
    }

    pub fn deinit(self: *BufSet) void {
        var it = self.hash_map.keyIterator();
        while (it.next()) |key| self.hash_map.allocator.free(key.*);
        self.hash_map.deinit();
        self.* = undefined;
    }

    pub fn insert(self: *BufSet, value: []const u8) !void {
        const entry = try self.hash_map.getOrPut(value);
        if (entry.found_existing) return;
        entry.key_ptr.* = self.hash_map.allocator.dupe(u8, value) catch |err| {
            _ = self.hash_map.remove(value);
            return err;
        };
    }

    pub fn contains(self: BufSet, value: []const u8) bool {
        return self.hash_map.contains(value);
    }

    pub fn remove(self: *BufSet, value: []const u8) void {
        const pair = self.hash_map.fetchRemove(value) orelse return;
        self.hash_map.allocator.free(pair.key);
    }

    pub fn count(self: *const BufSet) usize {
        return self.hash_map.count();
    }

    pub fn iterator(self: *const BufSet) Iterator {
        return self.hash_map.keyIterator();
    }

    pub fn allocator(self: *const BufSet) Allocator {
        return self.hash_map.allocator;
    }

    pub fn clone(self: *const BufSet) Allocator.Error!BufSet {
        var copy = init(self.allocator());
        errdefer copy.deinit();
        var it = self.iterator();
        while (it.next()) |key| try copy.insert(key.*);
        return copy;
    }
};
