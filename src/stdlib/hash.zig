//! Hashing: values to numbers that look random but are always the same for equal values.

const std = @import("std.zig");

const checksum = @import("hash/checksum.zig");

pub const Adler32 = checksum.Adler32;
pub const Crc32 = checksum.Crc32;
pub const Fnv1a_32 = checksum.Fnv1a_32;
pub const Fnv1a_64 = checksum.Fnv1a_64;
pub const Fnv1a_128 = checksum.Fnv1a_128;
pub const Murmur3_32 = checksum.Murmur3_32;
pub const Wyhash = @import("hash/wyhash.zig").Wyhash;

/// How `autoHash` treats pointers.
pub const Strategy = enum { Shallow, Deep, DeepRecursive };

/// Feeds a value to a hasher. Values with pointers to more values are refused, because it is not clear whether
/// the address or what lies there is meant.
pub fn autoHash(hasher: anytype, key: anytype) void {
    const Key = @TypeOf(key);
    if (comptime containsSlice(Key)) {
        @compileError("std.hash.autoHash does not allow slices here (" ++ @typeName(Key) ++
            ") because the intent is unclear. Consider using std.StringHashMap for hashing the contents of []const u8.");
    }
    autoHashInner(hasher, key);
}

fn autoHashInner(hasher: anytype, key: anytype) void {
    const Key = @TypeOf(key);
    switch (@typeInfo(Key)) {
        .int => |info| {
            const bytes = (info.bits + 7) / 8;
            hasher.update(std.mem.asBytes(&key)[0..bytes]);
        },
        .bool => autoHashInner(hasher, @as(u1, @intFromBool(key))),
        .@"enum" => autoHashInner(hasher, @intFromEnum(key)),
        .error_set => autoHashInner(hasher, @intFromError(key)),
        .pointer => autoHashInner(hasher, @intFromPtr(key)),
        .optional => if (key) |payload| autoHashInner(hasher, payload),
        .array => for (key) |element| autoHashInner(hasher, element),
        .@"struct" => |info| inline for (info.fields) |field| {
            if (!field.is_comptime) autoHashInner(hasher, @field(key, field.name));
        },
        .@"union" => |info| {
            const Tag = info.tag_type orelse @compileError("cannot hash untagged union type: " ++ @typeName(Key));
            autoHashInner(hasher, @as(Tag, key));
            switch (key) {
                inline else => |payload| if (@TypeOf(payload) != void) autoHashInner(hasher, payload),
            }
        },
        .void => {},
        else => @compileError("unable to hash type " ++ @typeName(Key)),
    }
}

fn containsSlice(comptime T: type) bool {
    return switch (@typeInfo(T)) {
        .pointer => |info| info.size == .slice,
        .array => |info| containsSlice(info.child),
        .optional => |info| containsSlice(info.child),
        .@"struct" => |info| {
            inline for (info.fields) |field| if (containsSlice(field.type)) return true;
            return false;
        },
        .@"union" => |info| {
            inline for (info.fields) |field| if (containsSlice(field.type)) return true;
            return false;
        },
        else => false,
    };
}
