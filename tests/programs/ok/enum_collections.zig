// Arrays, maps and sets over the members of an enum.
const std = @import("std");
const print = std.debug.print;
const Color = enum { red, green, blue };
pub fn main() !void {
    var arr = std.EnumArray(Color, u32).initFill(0);
    arr.set(.green, 5);
    print("{d} {d}\n", .{ arr.get(.green), arr.get(.red) });
    arr.getPtr(.blue).* += 2;
    var it = arr.iterator();
    while (it.next()) |e| print("{s}={d} ", .{ @tagName(e.key), e.value.* });
    print("\n", .{});
    const named = std.EnumArray(Color, []const u8).init(.{ .red = "r", .green = "g", .blue = "b" });
    print("{s}\n", .{named.get(.blue)});
    var m = std.EnumMap(Color, i32){};
    m.put(.red, 4);
    print("{?d} {?d} {d} {}\n", .{ m.get(.red), m.get(.blue), m.count(), m.contains(.green) });
    m.remove(.red);
    print("{d}\n", .{m.count()});
    var s = std.EnumSet(Color).initEmpty();
    s.insert(.red);
    s.insert(.blue);
    print("{} {} {d}\n", .{ s.contains(.red), s.contains(.green), s.count() });
    var si = s.iterator();
    while (si.next()) |c| print("{s} ", .{@tagName(c)});
    const full = std.EnumSet(Color).initFull();
    print("{d} {}\n", .{ full.differenceWith(s).count(), s.subsetOf(full) });
    const s2 = std.EnumSet(Color).init(.{ .green = true });
    print("{}\n", .{s2.eql(s.complement())});
    const s3 = std.EnumSet(Color).initMany(&.{ .green, .red });
    print("{d}\n", .{s3.unionWith(s).count()});
    print("{d} {any}\n", .{ std.enums.values(Color).len, std.enums.values(Color) });
    for (std.enums.values(Color)) |c| print("{t},", .{c});
    print("{?s} {any}\n", .{ std.enums.tagName(Color, .red), std.enums.fromInt(Color, 1) });
    const darr = std.enums.directEnumArray(Color, u8, 0, .{ .red = 1, .green = 2, .blue = 3 });
    print("{any}\n", .{darr});
}
