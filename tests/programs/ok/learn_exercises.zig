// Small exercises of every topic.
const std = @import("std");
const testing = std.testing;
const print = std.debug.print;
// ziglings-like
const Character = struct {
    role: Role,
    gold: u32,
    health: u8 = 100,
    mentor: ?*Character = null,
    const Role = enum { wizard, thief, bard };
};
const Insect = union(enum) {
    flowers_visited: u16,
    still_alive: bool,
    fn print_(self: Insect) void {
        switch (self) {
            .still_alive => |a| print("ant {}. ", .{a}),
            .flowers_visited => |f| print("bee {d}. ", .{f}),
        }
    }
};
const Duct = struct { const a = 5; };
const NumError = error{IllegalNumber};
fn getNumber() NumError!u32 {
    if (false) return NumError.IllegalNumber;
    return 4;
}
const ErrorList = error{ TooSmall, TooBig };
fn detect(n: u32) ErrorList!u32 {
    if (n < 10) return ErrorList.TooSmall;
    if (n > 20) return error.TooBig;
    return n;
}
fn fixTooBig(n: u32) ErrorList!u32 {
    return detect(n) catch |err| {
        if (err == error.TooBig) return 20;
        return err;
    };
}
fn makeSequence(comptime T: type, comptime size: usize) [size]T {
    var seq: [size]T = undefined;
    var i: usize = 0;
    while (i < size) : (i += 1) seq[i] = @as(T, @intCast(i)) + 1;
    return seq;
}
fn isADuck(x: anytype) bool {
    const T = @TypeOf(x);
    return @hasDecl(T, "quack") and @hasField(T, "a");
}
const Duck = struct {
    a: u8 = 0,
    pub fn quack(_: Duck) void {}
};
const Elephant = struct {
    letter: u8,
    tail: ?*Elephant = null,
    trunk: ?*Elephant = null,
    visited: bool = false,
    pub fn getTail(self: *Elephant) *Elephant {
        return self.tail.?;
    }
    pub fn hasTail(self: *Elephant) bool {
        return self.tail != null;
    }
};
fn visit(first: *Elephant) void {
    var e = first;
    while (true) {
        print("Elephant {u}. ", .{e.letter});
        e.visited = true;
        if (e.hasTail() and !e.getTail().visited) e = e.getTail() else break;
    }
    print("\n", .{});
}
const Schema = struct {
    fields: []const Field,
    const Field = struct { name: []const u8, ty: enum { int, text } };
    fn has(comptime s: Schema, comptime n: []const u8) bool {
        inline for (s.fields) |f| if (comptime std.mem.eql(u8, f.name, n)) return true;
        return false;
    }
};
fn printSequence(s: anytype) void {
    const info = @typeInfo(@TypeOf(s));
    switch (info) {
        .array => {
            print("Array:", .{});
            for (s) |e| print(" {}", .{e});
        },
        .pointer => |p| {
            print("Many-item {s}:", .{@tagName(p.size)});
            const sent = std.meta.sentinel(@TypeOf(s)).?;
            var i: usize = 0;
            while (s[i] != sent) : (i += 1) print(" {}", .{s[i]});
        },
        else => unreachable,
    }
    print(". ", .{});
}
fn doubleIt(p: *u32) void {
    p.* *= 2;
}
const Place = enum { a, b, c };
const Path = struct { from: Place, to: Place, dist: u8 };
const paths = [_]Path{ .{ .from = .a, .to = .b, .dist = 2 }, .{ .from = .b, .to = .c, .dist = 3 } };
const TripItem = union(enum) { place: *const Place, path: *const Path };
pub fn main() !void {
    var glorp = Character{ .role = .wizard, .gold = 10 };
    var zump = Character{ .role = .bard, .gold = 100, .mentor = &glorp };
    zump.mentor.?.gold += 5;
    const mp: *Character = zump.mentor.?;
    print("{d} {s} {d}\n", .{ glorp.gold, @tagName(mp.role), mp.health });
    (Insect{ .still_alive = true }).print_();
    const insects = [_]Insect{ .{ .flowers_visited = 15 }, .{ .still_alive = false } };
    for (insects) |i| i.print_();
    print("{d}\n", .{Duct.a});
    const my = try getNumber();
    print("{d} {any} {any}\n", .{ my, fixTooBig(99), fixTooBig(1) });
    print("{any} {any}\n", .{ makeSequence(u8, 3), makeSequence(i64, 2) });
    print("{} {}\n", .{ isADuck(Duck{}), isADuck(Duct{}) });
    var ea = Elephant{ .letter = 'A' };
    var eb = Elephant{ .letter = 'B', .tail = &ea };
    var ec = Elephant{ .letter = 'C', .tail = &eb };
    ea.tail = &ec;
    visit(&ea);
    const sc = Schema{ .fields = &.{ .{ .name = "id", .ty = .int }, .{ .name = "t", .ty = .text } } };
    print("{} {}\n", .{ sc.has("id"), Schema.has(sc, "x") });
    var nums = [_:0]u32{ 1, 2, 3, 4, 5 };
    const ptr: [*:0]u32 = &nums;
    nums[3] = 0;
    printSequence(nums);
    printSequence(ptr);
    print("\n", .{});
    var n: u32 = 4;
    doubleIt(&n);
    print("{d}\n", .{n});
    const trip = [_]TripItem{ .{ .place = &paths[0].from }, .{ .path = &paths[0] } };
    for (trip) |t| switch (t) {
        .place => |p| print("{s}", .{@tagName(p.*)}),
        .path => |p| print("--{d}->", .{p.dist}),
    };
    print("\n", .{});
    const lang: []const u8 = "zig";
    const up: [3]u8 = .{ lang[0] - 32, lang[1] - 32, lang[2] - 32 };
    print("{s}\n", .{up});
    var letters = [_]u8{ 'a', 'b' };
    const letters_ptr: [*]u8 = &letters;
    const guaranteed: []u8 = letters_ptr[0..2];
    guaranteed[0] = 'z';
    print("{s}\n", .{letters});
    const ones = [_]u8{1} ** 4;
    var sum: u8 = 0;
    for (ones) |o| sum += o;
    print("{d}\n", .{sum});
    comptime var count = 0;
    count += 1;
    const a1: [count]u8 = .{'A'} ** count;
    count += 1;
    const a2: [count]u8 = .{'B'} ** count;
    print("{s} {s}\n", .{ a1, a2 });
    const instructions = [_]*const [3:0]u8{ "+3 ", "*5 ", "-2 " };
    var value: u32 = 0;
    inline for (instructions) |ins| {
        const num: u32 = ins[1] - '0';
        switch (ins[0]) {
            '+' => value += num,
            '-' => value -= num,
            '*' => value *= num,
            else => unreachable,
        }
    }
    print("{d}\n", .{value});
    const Circle = struct { center_x: i32, radius: u32 };
    inline for (.{ Circle, Character }) |C| print("{s} ", .{@typeName(C)});
    const t = .{ true, false, @as(i32, 42), @as(f32, 3.5) };
    inline for (@typeInfo(@TypeOf(t)).@"struct".fields) |f| print("\"{s}\"({any}):{any} ", .{ f.name, f.type, @field(t, f.name) });
    print("\n", .{});
    const b = !std.mem.eql(u8, "x", "y") and (n > 3 or false);
    print("{}\n", .{b});
    const bits: u8 = 0b1100;
    print("{b:0>8} {b:0>8} {b:0>8} {b}\n", .{ bits & 0b0100, bits | 0b0011, bits ^ 0xff, ~bits });
    var x: u8 = 0b1101;
    var y: u8 = 0b1011;
    x ^= y;
    y ^= x;
    x ^= y;
    print("{b} {b}\n", .{ x, y });
    try testing.expectEqualStrings("a", "a");
    try testing.expectEqualSlices(u8, &.{ 1, 2 }, &.{ 1, 2 });
    try testing.expectError(error.TooBig, detect(50));
    try testing.expectApproxEqAbs(@as(f32, 1.0), 1.0001, 0.01);
}
