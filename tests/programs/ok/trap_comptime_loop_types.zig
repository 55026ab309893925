// Working with the fields of enums, unions and functions.
const std = @import("std");

const E = enum(u8) { one = 1, four = 4 };
const U = union(enum) { a: u8, b: []const u8 };
fn f(a: u8, b: bool) ?u32 {
    return if (b) a else null;
}

pub fn main() void {
    inline for (@typeInfo(E).@"enum".fields) |x| std.debug.print("{s}={d} ", .{ x.name, x.value });
    inline for (@typeInfo(U).@"union".fields) |x| std.debug.print("{s}:{s} ", .{ x.name, @typeName(x.type) });
    const info = @typeInfo(@TypeOf(f)).@"fn";
    std.debug.print("{d} {s}\n", .{ info.params.len, @typeName(info.return_type.?) });
    const p = @typeInfo([]const u16).pointer;
    std.debug.print("{s} {} {t} {s}\n", .{ @typeName(p.child), p.is_const, p.size, @typeName(@typeInfo([4]bool).array.child) });
    std.debug.print("{?d}\n", .{f(3, true)});
}
