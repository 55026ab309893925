// tokenize skips empty parts, split keeps them.
const std = @import("std");
const mem = std.mem;

pub fn main() void {
    var words = mem.tokenizeScalar(u8, "  to be  or not ", ' ');
    while (words.next()) |w| std.debug.print("[{s}]", .{w});
    std.debug.print("\n", .{});
    var parts = mem.splitScalar(u8, "a,,b,", ',');
    while (parts.next()) |p| std.debug.print("[{s}]", .{p});
    std.debug.print("\n", .{});
    var seq = mem.splitSequence(u8, "one--two--three", "--");
    std.debug.print("{s} {s}\n", .{ seq.first(), seq.rest() });
    var any = mem.tokenizeAny(u8, "a;b,c;;", ";,");
    while (any.next()) |w| std.debug.print("{s} ", .{w});
    any.reset();
    std.debug.print("{s} {?s}\n", .{ any.next().?, any.peek() });
    var back = mem.splitBackwardsScalar(u8, "x.y.z", '.');
    while (back.next()) |w| std.debug.print("{s} ", .{w});
    std.debug.print("\n", .{});
}
