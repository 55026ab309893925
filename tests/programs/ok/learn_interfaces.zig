// Interfaces by hand, function pointers, intrusive lists, a format method.
const std = @import("std");
const print = std.debug.print;
const Animal = struct {
    ptr: *anyopaque,
    speakFn: *const fn (*anyopaque) []const u8,
    fn init(p: anytype) Animal {
        const T = @TypeOf(p);
        const gen = struct {
            fn speak(o: *anyopaque) []const u8 {
                const self: T = @ptrCast(@alignCast(o));
                return self.speak();
            }
        };
        return .{ .ptr = p, .speakFn = gen.speak };
    }
    fn speak(self: Animal) []const u8 {
        return self.speakFn(self.ptr);
    }
};
const Dog = struct {
    n: u8,
    fn speak(self: *Dog) []const u8 {
        self.n += 1;
        return if (self.n > 1) "WOOF" else "woof";
    }
};
const Cat = struct {
    fn speak(_: *Cat) []const u8 {
        return "meow";
    }
};
const Op = enum {
    add,
    sub,
    fn apply(self: Op, a: i32, b: i32) i32 {
        return switch (self) {
            .add => a + b,
            .sub => a - b,
        };
    }
    const all = [_]Op{ .add, .sub };
};
const Handler = *const fn (i32) anyerror!i32;
fn dbl(x: i32) anyerror!i32 {
    return x * 2;
}
fn neg(x: i32) anyerror!i32 {
    if (x == 0) return error.Zero;
    return -x;
}
fn applyAll(hs: []const Handler, x: i32) !i32 {
    var r = x;
    for (hs) |h| r = try h(r);
    return r;
}
fn map(comptime T: type, comptime f: fn (T) T, xs: []T) void {
    for (xs) |*x| x.* = f(x.*);
}
fn inc(x: u8) u8 {
    return x + 1;
}
const Node = struct {
    data: u32,
    list: std.DoublyLinkedList.Node = .{},
};
const Tagged = union(enum) {
    int: i64,
    float: f64,
    str: []const u8,
    list: []const Tagged,
    pub fn format(self: Tagged, w: *std.Io.Writer) std.Io.Writer.Error!void {
        switch (self) {
            .int => |i| try w.print("{d}", .{i}),
            .float => |f| try w.print("{d:.2}", .{f}),
            .str => |s| try w.print("\"{s}\"", .{s}),
            .list => |l| {
                try w.writeAll("[");
                for (l, 0..) |x, i| {
                    if (i > 0) try w.writeAll(", ");
                    try w.print("{f}", .{x});
                }
                try w.writeByte(']');
            },
        }
    }
};
pub fn main() !void {
    var d = Dog{ .n = 0 };
    var c = Cat{};
    const zoo = [_]Animal{ Animal.init(&d), Animal.init(&c), Animal.init(&d) };
    for (zoo) |a| print("{s} ", .{a.speak()});
    print("\n", .{});
    for (Op.all) |o| print("{d} ", .{o.apply(5, 3)});
    print("\n", .{});
    print("{d} ", .{try applyAll(&.{ dbl, neg, dbl }, 4)});
    print("{any}\n", .{applyAll(&.{neg}, 0)});
    var xs = [_]u8{ 1, 2, 3 };
    map(u8, inc, &xs);
    print("{any}\n", .{xs});
    var l: std.DoublyLinkedList = .{};
    var n1 = Node{ .data = 1 };
    var n2 = Node{ .data = 2 };
    l.append(&n1.list);
    l.prepend(&n2.list);
    var it = l.first;
    while (it) |n| : (it = n.next) {
        const node: *Node = @fieldParentPtr("list", n);
        print("{d} ", .{node.data});
    }
    print("{d}\n", .{l.len()});
    const v: Tagged = .{ .list = &.{ .{ .int = 1 }, .{ .str = "two" }, .{ .float = 3 }, .{ .list = &.{} } } };
    print("{f}\n", .{v});
    var u: Tagged = .{ .int = 5 };
    switch (u) {
        .int => |*i| i.* += 1,
        else => {},
    }
    print("{d} {}\n", .{ u.int, u == .int });
    u = .{ .str = "now" };
    print("{s} {s}\n", .{ u.str, @tagName(u) });
    const T = std.meta.Tag(Tagged);
    print("{any} {s}\n", .{ @as(T, u), @typeName(T) });
    print("{any}\n", .{std.meta.activeTag(u)});
    const e = std.meta.stringToEnum(Op, "sub");
    print("{any} {any}\n", .{ e, std.meta.stringToEnum(Op, "mul") });
}
