// Sorting, numbers, text, types.
const std = @import("std");
const print = std.debug.print;
const gpa = std.heap.page_allocator;

const Item = struct { key: u8, order: usize };
fn byKey(_: void, a: Item, b: Item) bool {
    return a.key < b.key;
}
fn compareKey(key: i32, item: i32) std.math.Order {
    return std.math.order(key, item);
}
const Color = enum { red, green, blue };
const Shape = union(enum) { circle: f32, square: u8, none };

fn sorting() void {
    var a = [_]i32{ 5, 2, 8, 1, 9, 3 };
    std.mem.sort(i32, &a, {}, std.sort.asc(i32));
    print("{any} {}\n", .{ a, std.sort.isSorted(i32, &a, {}, std.sort.asc(i32)) });
    std.mem.sort(i32, &a, {}, comptime std.sort.desc(i32));
    print("{any}\n", .{a});
    std.sort.insertion(i32, &a, {}, std.sort.asc(i32));
    print("{any} {?d} {?d}\n", .{ a, std.sort.binarySearch(i32, &a, @as(i32, 8), compareKey), std.sort.binarySearch(i32, &a, @as(i32, 4), compareKey) });
    print("{d} {d}\n", .{ std.sort.lowerBound(i32, &a, @as(i32, 4), compareKey), std.sort.upperBound(i32, &a, @as(i32, 5), compareKey) });
    var items: [200]Item = undefined;
    var seed: u32 = 1;
    for (&items, 0..) |*item, i| {
        seed = seed *% 1664525 +% 1013904223;
        item.* = .{ .key = @intCast(seed >> 28), .order = i };
    }
    std.mem.sort(Item, &items, {}, byKey);
    var stable = true;
    for (items[1..], items[0 .. items.len - 1]) |b, c| {
        if (c.key > b.key or (c.key == b.key and c.order > b.order)) stable = false;
    }
    print("{}\n", .{stable});
    std.mem.sortUnstable(i32, &a, {}, std.sort.desc(i32));
    std.sort.heap(i32, a[0..3], {}, std.sort.asc(i32));
    print("{any} {?d} {?d}\n", .{ a, std.sort.min(i32, &a, {}, std.sort.asc(i32)), std.sort.argMax(i32, &a, {}, std.sort.asc(i32)) });
}

fn numbers() !void {
    const m = std.math;
    print("{d} {d} {d} {d} {d}\n", .{ m.maxInt(u8), m.minInt(i8), m.maxInt(i64), m.minInt(u4), m.maxInt(u0) });
    print("{any} {any} {any} {any}\n", .{ m.add(u8, 250, 5), m.add(u8, 250, 6), m.mul(i8, 16, 8), m.sub(u8, 1, 2) });
    print("{any} {any} {any}\n", .{ m.divTrunc(i8, -128, -1), m.divExact(i32, 7, 2), m.mod(i32, -7, 3) });
    print("{?d} {?d}\n", .{ m.cast(u8, @as(i32, 300)), m.cast(u8, @as(i32, 200)) });
    print("{any} {any} {d} {d:.4}\n", .{ m.powi(i32, 3, 4), m.powi(u8, 2, 9), m.pow(f64, 2, 10), m.pow(f64, 2, 0.5) });
    print("{d} {d} {d}\n", .{ m.clamp(@as(i32, 15), 0, 10), m.sign(@as(i32, -5)), m.gcd(@as(u32, 12), @as(u32, 18)) });
    print("{} {} {}\n", .{ m.isPowerOfTwo(@as(u32, 64)), m.order(@as(i32, 1), 2), m.compare(@as(i32, 1), .lte, 1) });
    print("{d} {d} {d} {d}\n", .{ m.log2_int(u32, 1000), m.log2_int_ceil(u32, 1000), m.log10_int(@as(u32, 12345)), try m.ceilPowerOfTwo(u32, 100) });
    print("{d} {d} {d:.3} {d:.3}\n", .{ m.sqrt(@as(u32, 99)), m.sqrt(@as(f64, 2)), m.hypot(@as(f64, 3), @as(f64, 4)), m.degreesToRadians(@as(f64, 180)) });
    print("{s} {s} {s}\n", .{ @typeName(m.Log2Int(u32)), @typeName(m.IntFittingRange(0, 255)), @typeName(m.IntFittingRange(-1, 200)) });
    print("{d} {d} {} {} {}\n", .{ m.inf(f64), m.nan(f32), m.isNan(m.nan(f64)), m.isInf(-m.inf(f32)), m.approxEqAbs(f64, 1, 1.05, 0.1) });
    print("{d} {d} {d}\n", .{ m.rotl(u8, 0b10000001, 1), m.shl(u8, 3, 9), m.shr(u8, 200, 3) });
    print("{d} {d} {e} {e} {d}\n", .{ m.pi, @as(f32, m.e), m.floatMax(f32), m.floatEps(f64), m.floorPowerOfTwo(u32, 100) });
    print("{d} {d} {d} {d}\n", .{ m.floor(@as(f64, 2.7)), m.ceil(@as(f64, 2.1)), m.round(@as(f64, 2.5)), m.trunc(@as(f64, -2.7)) });
    print("{d:.5} {d:.5} {d:.5} {d:.5}\n", .{ m.log(f64, 3, 81), @log(@as(f64, 2)), m.log2(@as(f64, 8)), m.cbrt(@as(f64, 27)) });
}

fn text() !void {
    var buffer: [50]u8 = undefined;
    print("{s}|{any}\n", .{ try std.fmt.bufPrint(&buffer, "{d}+{d}", .{ 1, 2 }), std.fmt.bufPrint(buffer[0..2], "abc", .{}) });
    const z = try std.fmt.bufPrintZ(&buffer, "{s}", .{"zz"});
    print("{s} {d}\n", .{ z, z[2] });
    const made = try std.fmt.allocPrint(gpa, "{s}-{x}", .{ "a", 255 });
    defer gpa.free(made);
    print("{s} {d} {s}\n", .{ made, std.fmt.count("{d}", .{12345}), std.fmt.comptimePrint("{d}!", .{7}) });
    inline for (.{ "10", "-5", "+7", "1_000", "", "x", "300", "-", "_1", "1_", "0x1f", "1__0", "-128", "-129" }) |s| {
        print("{s}: {any} {any} {any} {any}\n", .{ s, std.fmt.parseInt(u8, s, 10), std.fmt.parseInt(i8, s, 10), std.fmt.parseInt(i32, s, 0), std.fmt.parseUnsigned(u32, s, 16) });
    }
    print("{any} {any} {any} {any}\n", .{ std.fmt.parseInt(u2, "3", 10), std.fmt.parseInt(u2, "4", 10), std.fmt.parseInt(i32, "zz", 36), std.fmt.parseInt(u64, "0b101", 0) });
    print("{any} {any} {any}\n", .{ std.fmt.parseFloat(f64, "1.5e3"), std.fmt.parseFloat(f32, "-0.1"), std.fmt.parseFloat(f64, "1.5x") });
    print("{c} {any}\n", .{ std.fmt.digitToChar(11, .lower), std.fmt.charToDigit('f', 16) });
    print("{s}\n", .{std.fmt.bytesToHex("az", .lower)});
    const a = std.ascii;
    print("{} {} {} {} {c} {c}\n", .{ a.isAlphabetic('x'), a.isDigit('x'), a.isWhitespace('\t'), a.isHex('G'), a.toUpper('q'), a.toLower('Q') });
    print("{s} {} {?d}\n", .{ a.upperString(&buffer, "hello"), a.eqlIgnoreCase("HeLLo", "hEllO"), a.indexOfIgnoreCase("one TWO", "two") });
    print("{} {} {}\n", .{ a.isPrint(7), a.isControl('!'), a.startsWithIgnoreCase("HELLO", "he") });
}

fn types() void {
    const meta = std.meta;
    print("{s} {s} {s} {s}\n", .{ @typeName(meta.Child([]u8)), @typeName(meta.Elem(*[4]u16)), @typeName(meta.Tag(Color)), @typeName(meta.Int(.signed, 13)) });
    print("{any} {any} {any}\n", .{ meta.stringToEnum(Color, "blue"), meta.stringToEnum(Color, "pink"), meta.activeTag(Shape{ .square = 3 }) });
    inline for (meta.fields(Item)) |field| print("{s}:{s} ", .{ field.name, @typeName(field.type) });
    print("{d} {any}\n", .{ meta.fields(Color).len, meta.tags(Color).* });
    for (meta.fieldNames(Color)) |name| print("{s} ", .{name});
    print("{} {} {}\n", .{ meta.eql(Item{ .key = 1, .order = 2 }, .{ .key = 1, .order = 2 }), meta.eql(Shape{ .circle = 1 }, .none), meta.eql([2]u8{ 1, 2 }, .{ 1, 3 }) });
    print("{}\n", .{meta.hasFn(Shape, "area")});
}

pub fn main() !void {
    sorting();
    try numbers();
    try text();
    types();
    std.debug.assert(true);
    std.log.info("{d}", .{3});
    std.log.scoped(.parser).warn("odd {s}", .{"thing"});
}
