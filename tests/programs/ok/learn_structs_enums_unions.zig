// Structs, enums, unions, tuples and optionals side by side.
const std = @import("std");
const print = std.debug.print;
const Point = struct {
    x: i32,
    y: i32 = 7,
    const origin: Point = .{ .x = 0, .y = 0 };
    pub fn init(x: i32, y: i32) Point {
        return .{ .x = x, .y = y };
    }
    pub fn add(a: Point, b: Point) Point {
        return .{ .x = a.x + b.x, .y = a.y + b.y };
    }
    pub fn scale(self: *Point, k: i32) void {
        self.x *= k;
        self.y *= k;
    }
    fn lenSq(self: *const Point) i32 {
        return self.x * self.x + self.y * self.y;
    }
};
fn Pair(comptime A: type, comptime B: type) type {
    return struct {
        a: A,
        b: B,
        const Self = @This();
        pub fn swap(self: Self) Pair(B, A) {
            return .{ .a = self.b, .b = self.a };
        }
    };
}
const Color = enum(u8) { red = 1, green, blue = 10, _ };
const Shape = union(enum) {
    circle: f32,
    rect: struct { w: f32, h: f32 },
    none,
    fn area(self: Shape) f32 {
        return switch (self) {
            .circle => |r| 3.0 * r * r,
            .rect => |r| r.w * r.h,
            .none => 0,
        };
    }
};
pub fn main() !void {
    var p = Point.init(1, 2);
    p.scale(3);
    print("{any} {d}\n", .{ p, p.lenSq() });
    print("{any}\n", .{Point.origin.add(.{ .x = 5 })});
    const q: Point = .{ .x = 1 };
    print("{d},{d}\n", .{ q.x, q.y });
    const pr = Pair(u8, []const u8){ .a = 5, .b = "hi" };
    const sw = pr.swap();
    print("{s} {d}\n", .{ sw.a, sw.b });
    const c: Color = @enumFromInt(11);
    print("{d} {any}\n", .{ @intFromEnum(c), Color.green });
    print("{any} {d}\n", .{ c, @intFromEnum(Color.green) });
    const shapes = [_]Shape{ .{ .circle = 2 }, .{ .rect = .{ .w = 2, .h = 3.5 } }, .none };
    for (shapes, 0..) |s, i| print("{d}: {d:.2} {s}\n", .{ i, s.area(), @tagName(s) });
    const t = .{ 1, "two", 3.5, true };
    inline for (t) |v| print("{any} ", .{v});
    print("\n{s}\n", .{t[1]});
    const anon = .{ .name = "zig", .n = @as(u8, 3) };
    print("{s} {d}\n", .{ anon.name, anon.n });
    var arr: [3]Point = undefined;
    for (&arr, 0..) |*e, i| e.* = .{ .x = @intCast(i), .y = @intCast(i * 2) };
    print("{any}\n", .{arr});
    const ptr = &arr[1];
    ptr.x = 99;
    print("{d}\n", .{arr[1].x});
    var opt: ?Point = null;
    if (opt) |_| unreachable else print("none\n", .{});
    opt = q;
    if (opt) |*o| o.x = 44;
    print("{d} {any}\n", .{ opt.?.x, opt });
    const m = opt orelse Point.origin;
    print("{any}\n", .{m.y});
}
