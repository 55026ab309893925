// An enum with a type and values of its own.
const std = @import("std");

const Status = enum(u16) {
    ok = 200,
    created,
    missing = 404,

    const best = Status.ok;
};

pub fn main() void {
    const s: Status = @enumFromInt(404);
    std.debug.print("{t} {d} {d}\n", .{ s, @intFromEnum(Status.created), @sizeOf(Status) });
    std.debug.print("{}\n", .{Status.best});
}
