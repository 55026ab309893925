// Interfaces, state machines, resources that are closed again.
const std = @import("std");
const print = std.debug.print;
const Self = @This();
field: u32 = 4,
pub const std_options: std.Options = .{ .log_level = .info };
var counter: usize = 0;
const Shape = struct {
    const VTable = struct {
        area: *const fn (*const anyopaque) f64,
        name: *const fn (*const anyopaque) []const u8,
    };
    ptr: *const anyopaque,
    vtable: *const VTable,
    fn of(obj: anytype) Shape {
        const Ptr = @TypeOf(obj);
        const T = @typeInfo(Ptr).pointer.child;
        const gen = struct {
            fn area(p: *const anyopaque) f64 {
                const self: *const T = @ptrCast(@alignCast(p));
                return self.area();
            }
            fn name(p: *const anyopaque) []const u8 {
                _ = p;
                return T.type_name;
            }
            const vtable = VTable{ .area = area, .name = name };
        };
        return .{ .ptr = obj, .vtable = &gen.vtable };
    }
    fn getArea(s: Shape) f64 {
        return s.vtable.area(s.ptr);
    }
};
const Sq = struct {
    s: f64,
    const type_name = "square";
    fn area(self: *const Sq) f64 {
        return self.s * self.s;
    }
};
const Ci = struct {
    r: f64,
    const type_name = "circle";
    fn area(self: *const Ci) f64 {
        return 3.14 * self.r * self.r;
    }
};
const Event = union(enum) {
    key: struct { code: u8, shift: bool = false },
    click: Pos,
    quit,
    const Pos = struct { x: i16, y: i16 };
};
fn handle(e: Event) ?[]const u8 {
    return switch (e) {
        .key => |k| if (k.shift) "KEY" else "key",
        .click => |p| if (p.x > 0 and p.y > 0) "inside" else "outside",
        .quit => null,
    };
}
const State = enum {
    start,
    middle,
    end,
    pub fn next(self: State) State {
        return switch (self) {
            .start => .middle,
            .middle, .end => .end,
        };
    }
    pub fn isFinal(self: State) bool {
        return self == .end;
    }
};
fn retry(comptime n: usize, f: anytype, args: anytype) !u32 {
    var last: anyerror = error.Never;
    for (0..n) |i| {
        if (@call(.auto, f, args)) |v| return v else |e| {
            last = e;
            print("try {d} {s}\n", .{ i, @errorName(e) });
        }
    }
    return last;
}
fn flaky(limit: usize) !u32 {
    counter += 1;
    if (counter < limit) return error.NotYet;
    return @intCast(counter);
}
const Res = struct {
    id: u8,
    fn open(id: u8) !Res {
        if (id == 3) return error.CannotOpen;
        print("open {d}\n", .{id});
        return .{ .id = id };
    }
    fn close(self: Res) void {
        print("close {d}\n", .{self.id});
    }
};
fn useAll() !void {
    const r1 = try Res.open(1);
    defer r1.close();
    const r2 = try Res.open(2);
    errdefer r2.close();
    const r3 = try Res.open(3);
    defer r3.close();
}
fn initMany(a: std.mem.Allocator, n: usize) ![]*u32 {
    const list = try a.alloc(*u32, n);
    var made: usize = 0;
    errdefer {
        for (list[0..made]) |p| a.destroy(p);
        a.free(list);
    }
    for (list, 0..) |*p, i| {
        if (i == 2) return error.Third;
        p.* = try a.create(u32);
        made += 1;
    }
    return list;
}
fn tryBoth(a: anyerror!u8, b: anyerror!u8) anyerror!u8 {
    return (try a) + (b catch 1);
}
fn recurse(n: u32) error{TooDeep}!u32 {
    if (n > 5) return error.TooDeep;
    if (n == 0) return 0;
    return 1 + try recurse(n - 1);
}
fn voidErr(x: bool) error{X}!void {
    if (x) return error.X;
}
fn countdown(n: u8) void {
    if (n == 0) {
        print("liftoff\n", .{});
        return;
    }
    print("{d} ", .{n});
    countdown(n - 1);
}
pub fn main() !void {
    const s = Self{};
    print("{d}\n", .{s.field});
    const sq = Sq{ .s = 2 };
    const ci = Ci{ .r = 1 };
    for ([_]Shape{ Shape.of(&sq), Shape.of(&ci) }) |sh| print("{s} {d:.2}\n", .{ sh.vtable.name(sh.ptr), sh.getArea() });
    for ([_]Event{ .{ .key = .{ .code = 65 } }, .{ .key = .{ .code = 66, .shift = true } }, .{ .click = .{ .x = 1, .y = -1 } }, .quit }) |e| print("{s} ", .{handle(e) orelse "bye"});
    print("\n", .{});
    var st: State = .start;
    while (!st.isFinal()) : (st = st.next()) print("{s} ", .{@tagName(st)});
    print("\n", .{});
    print("{d}\n", .{try retry(5, flaky, .{3})});
    useAll() catch |e| print("{s}\n", .{@errorName(e)});
    var gpa = std.heap.DebugAllocator(.{}){};
    if (initMany(gpa.allocator(), 4)) |_| unreachable else |e| print("{s} {any}\n", .{ @errorName(e), gpa.deinit() });
    print("{any} {any}\n", .{ tryBoth(1, error.E), tryBoth(error.F, 2) });
    print("{any} {any}\n", .{ recurse(4), recurse(9) });
    if (voidErr(true)) print("no\n", .{}) else |_| print("err\n", .{});
    voidErr(false) catch unreachable;
    countdown(3);
    const r: error{ A, B }!u8 = error.B;
    const v = r catch |e| switch (e) {
        error.A => 1,
        error.B => 2,
    };
    print("{d}\n", .{@as(u8, v)});
    const merged = error{ A, C } || error{ B, C };
    print("{s}\n", .{@typeName(merged)});
    const e1: merged = error.A;
    print("{} {d}\n", .{ e1 == error.A, @intFromBool(@intFromError(e1) > 0) });
    std.log.info("logged {d}", .{5});
    std.log.warn("careful", .{});
    std.log.debug("hidden", .{});
    const big: struct { a: [3]u8, b: struct { c: ?u8 } } = .{ .a = .{ 1, 2, 3 }, .b = .{ .c = null } };
    print("{any}\n", .{big});
    var arr2 = [_][2]u8{ .{ 1, 2 }, .{ 3, 4 } };
    for (&arr2) |*row| for (row) |*c| {
        c.* += 1;
    };
    print("{any}\n", .{arr2});
    const x = 5;
    const y = if (x == 5) blk: {
        const z = x * 2;
        break :blk z;
    } else 0;
    print("{d}\n", .{y});
    var q: i32 = 10;
    q -= 3;
    q *= 2;
    q = @divTrunc(q, 4);
    q <<= 2;
    q |= 1;
    q ^= 0xf;
    q = @mod(q, 7);
    print("{d}\n", .{q});
}
