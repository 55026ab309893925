//! A map from texts that is made while the program is compiled and never changes.

const std = @import("std.zig");

/// A map that finds its keys byte by byte.
pub fn StaticStringMap(comptime V: type) type {
    return StaticStringMapWithEql(V, defaultEql);
}

/// Whether two texts of one length are the same.
pub fn defaultEql(a: []const u8, b: []const u8) bool {
    return std.mem.eql(u8, a, b);
}

/// Whether they are the same but for the case of ASCII letters.
pub fn eqlAsciiIgnoreCase(a: []const u8, b: []const u8) bool {
    return std.ascii.eqlIgnoreCase(a, b);
}

pub fn StaticStringMapWithEql(comptime V: type, comptime eql: fn (a: []const u8, b: []const u8) bool) type {
    return struct {
        names: []const []const u8,
        items: []const V,

        const Self = @This();

        pub const KV = struct {
            key: []const u8,
            value: V,
        };

        /// From a list of `.{ "key", value }`; from `.{"key"}` alone where the values are `void`.
        pub inline fn initComptime(comptime kvs_list: anytype) Self {
            comptime {
                var names: [kvs_list.len][]const u8 = undefined;
                var items: [kvs_list.len]V = undefined;
                for (kvs_list, 0..) |kv, i| {
                    names[i] = kv[0];
                    items[i] = if (V == void) {} else kv[1];
                }
                const final_names = names;
                const final_items = items;
                return .{ .names = &final_names, .items = &final_items };
            }
        }

        pub fn keys(self: Self) []const []const u8 {
            return self.names;
        }

        pub fn values(self: Self) []const V {
            return self.items;
        }

        pub fn get(self: Self, str: []const u8) ?V {
            return self.items[self.getIndex(str) orelse return null];
        }

        pub fn has(self: Self, str: []const u8) bool {
            return self.getIndex(str) != null;
        }

        pub fn getIndex(self: Self, str: []const u8) ?usize {
            for (self.names, 0..) |name, i| {
                if (name.len == str.len and eql(name, str)) return i;
            }
            return null;
        }

        /// The longest key that the text begins with, and its value.
        pub fn getLongestPrefix(self: Self, str: []const u8) ?KV {
            const i = self.getLongestPrefixIndex(str) orelse return null;
            return .{ .key = self.names[i], .value = self.items[i] };
        }

        pub fn getLongestPrefixIndex(self: Self, str: []const u8) ?usize {
            var best: ?usize = null;
            for (self.names, 0..) |name, i| {
                if (name.len > str.len or !eql(name, str[0..name.len])) continue;
                if (best == null or name.len > self.names[best.?].len) best = i;
            }
            return best;
        }
    };
}
