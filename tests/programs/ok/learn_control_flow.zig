// Loops, switches, labels and defers.
const std = @import("std");
const print = std.debug.print;
pub fn main() void {
    outer: for (0..3) |i| {
        for (0..3) |j| {
            if (j == 2) continue :outer;
            if (i == 2) break :outer;
            print("{d}{d} ", .{ i, j });
        }
    }
    print("\n", .{});
    const found = for ([_]u8{ 1, 5, 9 }) |v| {
        if (v > 4) break v;
    } else 0;
    print("{d}\n", .{found});
    var n: u32 = 10;
    const r = while (n > 0) : (n -= 1) {
        if (n % 4 == 0) break n;
    } else 99;
    print("{d}\n", .{r});
    for ([_]u8{ 1, 2, 3 }, [_]u8{ 4, 5, 6 }, 10..) |a, b, c| print("{d} ", .{a * b + c});
    print("\n", .{});
    const k: u8 = 15;
    const s = switch (k) {
        0 => "zero",
        1, 2, 3 => "small",
        4...9 => "medium",
        10...20 => |v| if (v == 15) "fifteen" else "teen",
        else => "large",
    };
    print("{s}\n", .{s});
    const E = enum { a, b, c };
    const e: E = .b;
    switch (e) {
        .a => print("A\n", .{}),
        .b, .c => |t| print("{s}\n", .{@tagName(t)}),
    }
    const val = blk: {
        var sum: u32 = 0;
        for (1..5) |i| sum += @intCast(i);
        break :blk sum;
    };
    print("{d}\n", .{val});
    var i: usize = 0;
    while (true) {
        i += 1;
        if (i == 3) continue;
        if (i > 5) break;
        print("{d} ", .{i});
    }
    print("\n", .{});
    sw: switch (@as(u8, 1)) {
        1 => {
            print("one ", .{});
            continue :sw 2;
        },
        2 => {
            print("two ", .{});
            continue :sw 5;
        },
        else => |v| print("end {d}\n", .{v}),
    }
    var arr = [_]u8{ 1, 2, 3, 4 };
    for (&arr) |*p| p.* *= 2;
    for (arr[1..3]) |v| print("{d} ", .{v});
    print("\n", .{});
    const opt: ?u32 = 5;
    if (opt) |v| {
        print("{d}\n", .{v});
    }
    var cnt: ?u32 = 3;
    while (cnt) |c| {
        print("{d}", .{c});
        cnt = if (c > 0) c - 1 else null;
    }
    print("\n", .{});
    {
        defer print("last\n", .{});
        defer print("first\n", .{});
        print("body\n", .{});
    }
    for (0..3) |q| {
        defer print("d{d} ", .{q});
        if (q == 1) continue;
        print("b{d} ", .{q});
    }
    print("\n", .{});
    const t = if (n > 100) "big" else if (n > 5) "mid" else "small";
    print("{s}\n", .{t});
    const mat = [2][3]u8{ .{ 1, 2, 3 }, .{ 4, 5, 6 } };
    for (mat, 0..) |row, y| for (row, 0..) |cell, x| print("{d}", .{cell + x + y});
    print("\n{any}\n", .{mat});
}
