//! Small well-known hashes and checksums.

const std = @import("../std.zig");

pub const Fnv1a_32 = Fnv1a(u32, 0x01000193, 0x811c9dc5);
pub const Fnv1a_64 = Fnv1a(u64, 0x100000001b3, 0xcbf29ce484222325);
pub const Fnv1a_128 = Fnv1a(u128, 0x1000000000000000000013b, 0x6c62272e07bb014262b821756295c58d);

/// Fowler, Noll and Vo: each byte is mixed in and the whole multiplied by a prime.
fn Fnv1a(comptime T: type, comptime prime: T, comptime offset: T) type {
    return struct {
        value: T,

        const Self = @This();

        pub fn init() Self {
            return .{ .value = offset };
        }

        pub fn update(self: *Self, input: []const u8) void {
            for (input) |byte| {
                self.value ^= byte;
                self.value *%= prime;
            }
        }

        pub fn final(self: *Self) T {
            return self.value;
        }

        pub fn hash(input: []const u8) T {
            var self = init();
            self.update(input);
            return self.final();
        }
    };
}

/// Two sums, modulo the largest prime below 65536.
pub const Adler32 = struct {
    adler: u32 = 1,

    const base = 65521;

    pub fn init() Adler32 {
        return .{};
    }

    pub fn permute(state: u32, input: []const u8) u32 {
        var low = state & 0xffff;
        var high = state >> 16;
        for (input) |byte| {
            low = (low + byte) % base;
            high = (high + low) % base;
        }
        return high << 16 | low;
    }

    pub fn update(self: *Adler32, input: []const u8) void {
        self.adler = permute(self.adler, input);
    }

    pub fn final(self: *Adler32) u32 {
        return self.adler;
    }

    pub fn hash(input: []const u8) u32 {
        return permute(1, input);
    }
};

/// The remainder of a division of polynomials, as Ethernet and zip use it.
pub const Crc32 = struct {
    crc: u32 = 0xffffffff,

    const polynomial = 0xedb88320;
    /// What eight steps do to each byte.
    const table: [256]u32 = blk: {
        @setEvalBranchQuota(10_000);
        var entries: [256]u32 = undefined;
        for (&entries, 0..) |*entry, i| {
            var value: u32 = i;
            for (0..8) |_| value = if (value & 1 == 1) value >> 1 ^ polynomial else value >> 1;
            entry.* = value;
        }
        break :blk entries;
    };

    pub fn init() Crc32 {
        return .{};
    }

    pub fn update(self: *Crc32, bytes: []const u8) void {
        for (bytes) |byte| self.crc = table[@as(u8, @truncate(self.crc)) ^ byte] ^ self.crc >> 8;
    }

    pub fn final(self: Crc32) u32 {
        return ~self.crc;
    }

    pub fn hash(bytes: []const u8) u32 {
        var self = init();
        self.update(bytes);
        return self.final();
    }
};

/// Austin Appleby's third hash: four bytes at a time are multiplied, rotated and mixed in.
pub const Murmur3_32 = struct {
    const default_seed = 0xc70f6907;
    const c1 = 0xcc9e2d51;
    const c2 = 0x1b873593;

    pub fn hash(text: []const u8) u32 {
        return hashWithSeed(text, default_seed);
    }

    pub fn hashWithSeed(text: []const u8, seed: u32) u32 {
        var value = seed;
        var rest = text;
        while (rest.len >= 4) : (rest = rest[4..]) {
            value ^= scramble(std.mem.readInt(u32, rest[0..4], .little));
            value = std.math.rotl(u32, value, 13) *% 5 +% 0xe6546b64;
        }
        var last: u32 = 0;
        for (rest, 0..) |byte, i| last |= @as(u32, byte) << @intCast(8 * i);
        if (rest.len > 0) value ^= scramble(last);
        value ^= @truncate(text.len);
        value = (value ^ value >> 16) *% 0x85ebca6b;
        value = (value ^ value >> 13) *% 0xc2b2ae35;
        return value ^ value >> 16;
    }

    pub fn hashUint32(v: u32) u32 {
        return hashWithSeed(std.mem.asBytes(&v), default_seed);
    }

    pub fn hashUint64(v: u64) u32 {
        return hashWithSeed(std.mem.asBytes(&v), default_seed);
    }

    fn scramble(value: u32) u32 {
        return std.math.rotl(u32, value *% c1, 15) *% c2;
    }
};
