// A map from words to values that the compiler makes.
const std = @import("std");

const Op = enum { add, sub };
const ops = std.StaticStringMap(Op).initComptime(.{ .{ "plus", .add }, .{ "minus", .sub } });

pub fn main() void {
    for ([_][]const u8{ "plus", "minus", "times" }) |w| std.debug.print("{?t} ", .{ops.get(w)});
    std.debug.print("{} {d}\n", .{ ops.has("plus"), ops.keys().len });
}
