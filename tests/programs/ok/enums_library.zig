// std.enums: values, arrays and sets indexed by an enum.
const std = @import("std");

const Day = enum { mon, tue, wed };

pub fn main() void {
    for (std.enums.values(Day)) |d| std.debug.print("{t} ", .{d});
    var hours = std.EnumArray(Day, u32).initFill(8);
    hours.set(.tue, 4);
    std.debug.print("{d} {d}\n", .{ hours.get(.mon), hours.get(.tue) });
    var set = std.EnumSet(Day).initEmpty();
    set.insert(.wed);
    std.debug.print("{} {} {d}\n", .{ set.contains(.wed), set.contains(.mon), set.count() });
    std.debug.print("{s} {?}\n", .{ std.enums.tagName(Day, .tue).?, std.enums.fromInt(Day, 1) });
}
