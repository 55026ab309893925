//! Wang Yi's hash: 48 bytes at a time in three lanes, each lane a multiplication to 128 bits whose halves are
//! folded together.

const std = @import("../std.zig");

const secret = [4]u64{ 0xa0761d6478bd642f, 0xe7037ed1a0b428db, 0x8ebc6af09c88c6e3, 0x589965cc75374cc3 };

pub const Wyhash = struct {
    lanes: [3]u64,
    total_len: usize,
    /// The last bytes that were seen, in their order: at most 48 that wait, and up to 16 before them.
    tail: [64]u8,
    waiting: usize,
    before: usize,

    pub fn init(seed: u64) Wyhash {
        const start = seed ^ fold(seed ^ secret[0], secret[1]);
        return .{
            .lanes = .{ start, start, start },
            .total_len = 0,
            .tail = undefined,
            .waiting = 0,
            .before = 0,
        };
    }

    /// The hash of all these bytes.
    pub fn hash(seed: u64, input: []const u8) u64 {
        var self = init(seed);
        var rest = input;
        if (rest.len > 48) {
            while (rest.len > 48) : (rest = rest[48..]) self.round(rest[0..48]);
            self.joinLanes();
        }
        return self.finish(input, rest.len);
    }

    pub fn update(self: *Wyhash, input: []const u8) void {
        for (input) |byte| {
            if (self.waiting == 48) {
                // More is coming, so these 48 are not the end: only the last 16 may be needed again.
                self.round(self.tail[self.before..][0..48]);
                std.mem.copyForwards(u8, self.tail[0..16], self.tail[self.before + 32 ..][0..16]);
                self.before = 16;
                self.waiting = 0;
            }
            self.tail[self.before + self.waiting] = byte;
            self.waiting += 1;
        }
        self.total_len += input.len;
    }

    pub fn final(self: *Wyhash) u64 {
        var copy = self.*;
        if (copy.total_len > 48) copy.joinLanes();
        const bytes = copy.tail[0 .. copy.before + copy.waiting];
        return copy.finishOf(bytes, copy.waiting, copy.total_len);
    }

    fn round(self: *Wyhash, bytes: *const [48]u8) void {
        for (&self.lanes, 0..) |*lane, i| {
            lane.* = fold(read(8, bytes[16 * i ..]) ^ secret[i + 1], read(8, bytes[16 * i + 8 ..]) ^ lane.*);
        }
    }

    fn joinLanes(self: *Wyhash) void {
        self.lanes[0] ^= self.lanes[1] ^ self.lanes[2];
    }

    fn finish(self: *Wyhash, input: []const u8, left: usize) u64 {
        return self.finishOf(input, left, input.len);
    }

    /// The last `left` bytes of `input`, and the length of all.
    fn finishOf(self: *Wyhash, input: []const u8, left: usize, total: usize) u64 {
        var a: u64 = 0;
        var b: u64 = 0;
        if (total <= 16) {
            if (total >= 4) {
                const end = total - 4;
                const quarter = total / 8 * 4;
                a = read(4, input) << 32 | read(4, input[quarter..]);
                b = read(4, input[end..]) << 32 | read(4, input[end - quarter ..]);
            } else if (total > 0) {
                a = @as(u64, input[0]) << 16 | @as(u64, input[total / 2]) << 8 | input[total - 1];
            }
        } else {
            var at = input.len - left;
            while (input.len - at > 16) : (at += 16) {
                self.lanes[0] = fold(read(8, input[at..]) ^ secret[1], read(8, input[at + 8 ..]) ^ self.lanes[0]);
            }
            a = read(8, input[input.len - 16 ..]);
            b = read(8, input[input.len - 8 ..]);
        }
        const product = @as(u128, a ^ secret[1]) * (b ^ self.lanes[0]);
        const low: u64 = @truncate(product);
        const high: u64 = @truncate(product >> 64);
        return fold(low ^ secret[0] ^ total, high ^ secret[1]);
    }
};

/// The product in 128 bits, its halves laid over each other.
fn fold(a: u64, b: u64) u64 {
    const product = @as(u128, a) * b;
    return @as(u64, @truncate(product)) ^ @as(u64, @truncate(product >> 64));
}

/// A number from the first bytes, the lowest byte first.
fn read(comptime bytes: usize, data: []const u8) u64 {
    var value: u64 = 0;
    inline for (0..bytes) |i| value |= @as(u64, data[i]) << (8 * i);
    return value;
}
