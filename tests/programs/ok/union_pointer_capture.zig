// |*x| changes the active field in place.
const std = @import("std");

const Value = union(enum) { int: i32, text: []const u8 };

fn grow(v: *Value) void {
    switch (v.*) {
        .int => |*n| n.* += 1,
        .text => |*s| s.* = "longer",
    }
}

pub fn main() void {
    var a = Value{ .int = 41 };
    var b = Value{ .text = "x" };
    grow(&a);
    grow(&b);
    std.debug.print("{d} {s}\n", .{ a.int, b.text });
    a = .{ .text = "now text" };
    std.debug.print("{s} {}\n", .{ a.text, a == .text });
}
