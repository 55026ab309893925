//! The xoshiro256++ generator of Blackman and Vigna: four numbers that are shifted, rotated and mixed.

const std = @import("../std.zig");
const Xoshiro256 = @This();

s: [4]u64,

pub fn init(init_s: u64) Xoshiro256 {
    var self: Xoshiro256 = .{ .s = undefined };
    self.seed(init_s);
    return self;
}

pub fn random(self: *Xoshiro256) std.Random {
    return std.Random.init(self, fill);
}

pub fn seed(self: *Xoshiro256, init_s: u64) void {
    var small = std.Random.SplitMix64.init(init_s);
    for (&self.s) |*number| number.* = small.next();
}

pub fn next(self: *Xoshiro256) u64 {
    const result = std.math.rotl(u64, self.s[0] +% self.s[3], 23) +% self.s[0];
    const shifted = self.s[1] << 17;
    self.s[2] ^= self.s[0];
    self.s[3] ^= self.s[1];
    self.s[1] ^= self.s[2];
    self.s[0] ^= self.s[3];
    self.s[2] ^= shifted;
    self.s[3] = std.math.rotl(u64, self.s[3], 45);
    return result;
}

/// Fills memory with random bytes, eight from each number.
pub fn fill(self: *Xoshiro256, buf: []u8) void {
    var i: usize = 0;
    while (i < buf.len) {
        var number = self.next();
        const end = @min(i + 8, buf.len);
        while (i < end) : (i += 1) {
            buf[i] = @truncate(number);
            number >>= 8;
        }
    }
}
