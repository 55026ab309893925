// std.meta: fields, tags, equality.
const std = @import("std");
const meta = std.meta;

const P = struct { x: i32, name: u8 };
const E = enum { a, b };
const U = union(E) { a: u8, b: bool };

pub fn main() void {
    inline for (meta.fields(P)) |f| std.debug.print("{s} ", .{f.name});
    std.debug.print("{?} {?}\n", .{ meta.stringToEnum(E, "b"), meta.stringToEnum(E, "z") });
    std.debug.print("{} {}\n", .{ meta.eql(P{ .x = 1, .name = 2 }, P{ .x = 1, .name = 2 }), meta.activeTag(U{ .b = true }) });
    std.debug.print("{s} {s}\n", .{ meta.fieldNames(P)[1], @typeName(meta.Tag(U)) });
    std.debug.print("{s} {s}\n", .{ @typeName(meta.Elem([]u16)), @typeName(meta.Child(?u8)) });
    std.debug.print("{s}\n", .{@typeName(meta.Int(.unsigned, 12))});
}
