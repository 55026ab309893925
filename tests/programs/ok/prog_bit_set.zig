// A set of small numbers in one word.
const std = @import("std");

fn BitSet(comptime Word: type) type {
    return struct {
        bits: Word = 0,
        const Self = @This();
        const Index = std.math.Log2Int(Word);

        fn add(self: *Self, i: Index) void {
            self.bits |= @as(Word, 1) << i;
        }

        fn has(self: Self, i: Index) bool {
            return self.bits & (@as(Word, 1) << i) != 0;
        }

        fn toggle(self: *Self, i: Index) void {
            self.bits ^= @as(Word, 1) << i;
        }

        fn count(self: Self) usize {
            return @popCount(self.bits);
        }
    };
}

pub fn main() void {
    var s = BitSet(u64){};
    for ([_]u6{ 1, 5, 63 }) |i| s.add(i);
    s.toggle(5);
    s.toggle(6);
    std.debug.print("{d} {} {} {x}\n", .{ s.count(), s.has(63), s.has(5), s.bits });
    var t = BitSet(u8){};
    t.add(7);
    std.debug.print("{b} {s}\n", .{ t.bits, @typeName(BitSet(u8).Index) });
}
