// Walking over the fields of a struct.
const std = @import("std");

const Config = struct { width: u32 = 80, name: []const u8 = "x", on: bool };

pub fn main() void {
    const c = Config{ .on = true };
    inline for (@typeInfo(Config).@"struct".fields) |f| {
        std.debug.print("{s}: {s} = {any}\n", .{ f.name, @typeName(f.type), @field(c, f.name) });
    }
    std.debug.print("{} {}\n", .{ @hasField(Config, "on"), @hasField(Config, "off") });
}
