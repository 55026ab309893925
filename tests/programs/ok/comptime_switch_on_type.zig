// A switch over a type chooses at compile time.
const std = @import("std");

fn zero(comptime T: type) T {
    return switch (T) {
        bool => false,
        []const u8 => "",
        u8, u16, u32 => 0,
        else => switch (@typeInfo(T)) {
            .optional => null,
            .float => 0.0,
            else => @compileError("no zero"),
        },
    };
}

pub fn main() void {
    std.debug.print("{} [{s}] {d} {any} {d}\n", .{ zero(bool), zero([]const u8), zero(u16), zero(?u8), zero(f32) });
}
