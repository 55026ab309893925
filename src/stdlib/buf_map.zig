//! A map from text to text that owns copies of both.

const std = @import("std.zig");
const Allocator = std.mem.Allocator;
const StringHashMap = std.StringHashMap;

pub const BufMap = struct {
    hash_map: Map,

    const Map = StringHashMap([]const u8);
    pub const Iterator = Map.Iterator;

    pub fn init(allocator: Allocator) BufMap {
        return .{ .hash_map = .init(allocator) };
    }

    pub fn deinit(self: *BufMap) void {
        var it = self.hash_map.iterator();
        while (it.next()) |entry| {
            self.free(entry.key_ptr.*);
            self.free(entry.value_ptr.*);
        }
        self.hash_map.deinit();
    }

    /// Copies both texts; a value that the key had before is freed.
    pub fn put(self: *BufMap, key: []const u8, value: []const u8) !void {
        const value_copy = try self.copy(value);
        errdefer self.free(value_copy);
        return self.putCopies(key, value_copy);
    }

    /// The same, but both texts belong to the map's allocator already.
    pub fn putMove(self: *BufMap, key: []u8, value: []u8) !void {
        const entry = try self.hash_map.getOrPut(key);
        if (entry.found_existing) {
            self.free(entry.key_ptr.*);
            self.free(entry.value_ptr.*);
        }
        entry.key_ptr.* = key;
        entry.value_ptr.* = value;
    }

    fn putCopies(self: *BufMap, key: []const u8, value_copy: []const u8) !void {
        const entry = try self.hash_map.getOrPut(key);
        if (entry.found_existing) {
            self.free(entry.value_ptr.*);
        } else {
            entry.key_ptr.* = self.copy(key) catch |err| {
                _ = self.hash_map.remove(key);
                return err;
            };
        }
        entry.value_ptr.* = value_copy;
    }

    pub fn get(self: BufMap, key: []const u8) ?[]const u8 {
        return self.hash_map.get(key);
    }

    pub fn getPtr(self: BufMap, key: []const u8) ?*[]const u8 {
        return self.hash_map.getPtr(key);
    }

    pub fn remove(self: *BufMap, key: []const u8) void {
        const pair = self.hash_map.fetchRemove(key) orelse return;
        self.free(pair.key);
        self.free(pair.value);
    }

    pub fn count(self: BufMap) Map.Size {
        return self.hash_map.count();
    }

    pub fn iterator(self: *const BufMap) Iterator {
        return self.hash_map.iterator();
    }

    fn free(self: BufMap, value: []const u8) void {
        self.hash_map.allocator.free(value);
    }

    fn copy(self: BufMap, value: []const u8) ![]u8 {
        return self.hash_map.allocator.dupe(u8, value);
    }
};
