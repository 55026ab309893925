// A traffic light as an enum with transitions and a table of times.
const std = @import("std");

const Light = enum {
    red,
    green,
    yellow,

    const seconds = std.EnumArray(Light, u32).init(.{ .red = 30, .green = 25, .yellow = 5 });

    fn next(self: Light) Light {
        return switch (self) {
            .red => .green,
            .green => .yellow,
            .yellow => .red,
        };
    }
};

pub fn main() void {
    var light: Light = .red;
    var t: u32 = 0;
    for (0..5) |_| {
        std.debug.print("{d:>3}s {t}\n", .{ t, light });
        t += Light.seconds.get(light);
        light = light.next();
    }
}
