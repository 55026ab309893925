// Other searches in slices.
const std = @import("std");
const mem = std.mem;

pub fn main() void {
    const s = "key = value";
    std.debug.print("{?d} {?d}\n", .{ mem.indexOfAny(u8, s, "=:"), mem.indexOfNone(u8, "aab", "a") });
    std.debug.print("{?d} {?d}\n", .{ mem.indexOfPos(u8, "abcabc", 1, "abc"), mem.lastIndexOf(u8, "abcabc", "abc") });
    std.debug.print("{} {d}\n", .{ mem.containsAtLeast(u8, "banana", 2, "an"), mem.indexOfDiff(u8, "abcd", "abxd").? });
    std.debug.print("{} {}\n", .{ mem.order(u8, "a", "b"), mem.lessThan(u8, "b", "a") });
    std.debug.print("{d} {d}\n", .{ mem.max(u8, &.{ 3, 9, 4 }), mem.min(i32, &.{ 3, -9, 4 }) });
    std.debug.print("{d} {}\n", .{ mem.indexOfMax(u8, &.{ 3, 9, 4 }), mem.allEqual(u8, "aaa", 'a') });
}
