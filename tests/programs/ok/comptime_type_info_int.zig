// The description of an integer type.
const std = @import("std");

fn bits(comptime T: type) u16 {
    return switch (@typeInfo(T)) {
        .int => |i| i.bits,
        .float => |f| f.bits,
        .bool => 1,
        else => @compileError("no bits in " ++ @typeName(T)),
    };
}

pub fn main() void {
    std.debug.print("{d} {d} {d} {d}\n", .{ bits(u7), bits(i64), bits(f32), bits(bool) });
    std.debug.print("{}\n", .{@typeInfo(i8).int.signedness == .signed});
}
