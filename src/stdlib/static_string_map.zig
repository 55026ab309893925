//! A map from texts that is made while the program is compiled and never changes.

const std = @import("std.zig");

pub fn StaticStringMap(comptime V: type) type {
    return struct {
        pairs: []const KV,

        const Self = @This();

        pub const KV = struct {
            key: []const u8,
            value: V,
        };

        /// From a list of `.{ "key", value }`; from `.{"key"}` alone where the values are `void`.
        pub inline fn initComptime(comptime kvs_list: anytype) Self {
            comptime {
                var pairs: [kvs_list.len]KV = undefined;
                for (kvs_list, 0..) |kv, i| {
                    pairs[i] = .{ .key = kv[0], .value = if (V == void) {} else kv[1] };
                }
                const final = pairs;
                return .{ .pairs = &final };
            }
        }

        pub fn get(self: Self, str: []const u8) ?V {
            const i = self.getIndex(str) orelse return null;
            return self.pairs[i].value;
        }

        pub fn has(self: Self, str: []const u8) bool {
            return self.getIndex(str) != null;
        }

        pub fn getIndex(self: Self, str: []const u8) ?usize {
            for (self.pairs, 0..) |pair, i| {
                if (std.mem.eql(u8, pair.key, str)) return i;
            }
            return null;
        }
    };
}
