// A type is a value: it can have another name.
const std = @import("std");

const Id = u32;
const Bytes = []const u8;

fn label(id: Id, name: Bytes) void {
    std.debug.print("{d}={s}\n", .{ id, name });
}

pub fn main() void {
    label(7, "seven");
    const T = @TypeOf(@as(Id, 1));
    std.debug.print("{}\n", .{T == u32});
}
