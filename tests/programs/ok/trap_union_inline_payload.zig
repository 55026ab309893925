// inline else over payloads of different types.
const std = @import("std");

const V = union(enum) { int: i32, float: f32, flag: bool };

fn show(v: V) void {
    switch (v) {
        inline .int, .float => |x| std.debug.print("{d} ", .{x * 2}),
        .flag => |b| std.debug.print("{} ", .{b}),
    }
}

pub fn main() void {
    show(.{ .int = 4 });
    show(.{ .float = 1.25 });
    show(.{ .flag = true });
    std.debug.print("\n", .{});
}
