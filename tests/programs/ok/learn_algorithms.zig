// Small algorithms and an errdefer that sees its error.
const std = @import("std");
const print = std.debug.print;
fn f1(x: u32) !u32 {
    errdefer |err| print("errdefer {s}\n", .{@errorName(err)});
    if (x > 3) return error.Big;
    return x;
}
const Err = error{ A, B };
fn sub(e: Err) Err!void {
    return e;
}
const Node = struct {
    val: u8,
    kids: []const Node = &.{},
    fn sum(n: Node) u32 {
        var t: u32 = n.val;
        for (n.kids) |k| t += k.sum();
        return t;
    }
};
const tree = Node{ .val = 1, .kids = &.{ .{ .val = 2 }, .{ .val = 3, .kids = &.{.{ .val = 4 }} } } };
const Bitset = std.StaticBitSet(8);
fn gcd(a: u32, b: u32) u32 {
    return if (b == 0) a else gcd(b, a % b);
}
fn isPrime(n: u32) bool {
    if (n < 2) return false;
    var i: u32 = 2;
    while (i * i <= n) : (i += 1) if (n % i == 0) return false;
    return true;
}
fn apply(comptime f: anytype, args: anytype) @TypeOf(@call(.auto, f, args)) {
    return @call(.auto, f, args);
}
const Weekday = enum(u3) {
    mon = 1,
    tue,
    wed,
    fn isWeekend(self: Weekday) bool {
        return switch (self) {
            .mon, .tue, .wed => false,
        };
    }
    fn parse(s: []const u8) ?Weekday {
        inline for (@typeInfo(Weekday).@"enum".fields) |f| {
            if (std.mem.eql(u8, f.name, s)) return @field(Weekday, f.name);
        }
        return null;
    }
};
const Value = union(enum) {
    i: i64,
    f: f64,
    b: bool,
    s: []const u8,
    fn from(x: anytype) Value {
        return switch (@typeInfo(@TypeOf(x))) {
            .int, .comptime_int => .{ .i = x },
            .float, .comptime_float => .{ .f = x },
            .bool => .{ .b = x },
            else => .{ .s = x },
        };
    }
    fn as(self: Value, comptime T: type) ?T {
        return switch (self) {
            inline else => |v| if (@TypeOf(v) == T) v else null,
        };
    }
};
const Opts = struct { name: []const u8 = "anon", retries: u3 = 2, on_done: ?*const fn (u32) void = null };
fn run(o: Opts) void {
    print("{s} {d}\n", .{ o.name, o.retries });
    if (o.on_done) |cb| cb(o.retries);
}
fn done(n: u32) void {
    print("done {d}\n", .{n});
}
fn sum(comptime T: type, xs: []const T) T {
    var t: T = 0;
    for (xs) |x| t += x;
    return t;
}
fn avg(xs: []const f64) ?f64 {
    if (xs.len == 0) return null;
    return sum(f64, xs) / @as(f64, @floatFromInt(xs.len));
}
fn reverse(s: []u8) void {
    var i: usize = 0;
    var j: usize = s.len;
    while (i < j) {
        j -= 1;
        const t = s[i];
        s[i] = s[j];
        s[j] = t;
        i += 1;
    }
}
fn binSearch(xs: []const i32, key: i32) ?usize {
    var lo: usize = 0;
    var hi = xs.len;
    while (lo < hi) {
        const mid = lo + (hi - lo) / 2;
        switch (std.math.order(key, xs[mid])) {
            .eq => return mid,
            .lt => hi = mid,
            .gt => lo = mid + 1,
        }
    }
    return null;
}
fn fizz(n: u32) []const u8 {
    const d3 = n % 3 == 0;
    const d5 = n % 5 == 0;
    return if (d3 and d5) "FizzBuzz" else if (d3) "Fizz" else if (d5) "Buzz" else "-";
}
pub fn main() !void {
    _ = f1(5) catch 0;
    print("{d}\n", .{try f1(2)});
    sub(error.A) catch |e| switch (e) {
        error.A => print("A!\n", .{}),
        error.B => unreachable,
    };
    print("{d}\n", .{tree.sum()});
    print("{d} {}\n", .{ gcd(48, 18), isPrime(97) });
    print("{d}\n", .{apply(gcd, .{ @as(u32, 9), @as(u32, 6) })});
    print("{any} {any} {}\n", .{ Weekday.parse("tue"), Weekday.parse("x"), Weekday.wed.isWeekend() });
    const vals = [_]Value{ .from(5), .from(2.5), .from(true), .from("hi") };
    for (vals) |v| print("{s} ", .{@tagName(v)});
    print("{?d} {any}\n", .{ vals[0].as(i64), vals[0].as(bool) });
    run(.{});
    run(.{ .name = "x", .on_done = done });
    print("{d:.2} {any}\n", .{ avg(&.{ 1, 2, 4 }).?, avg(&.{}) });
    var str = "hello".*;
    reverse(&str);
    print("{s}\n", .{str});
    print("{?d} {?d}\n", .{ binSearch(&.{ 1, 3, 5, 7 }, 5), binSearch(&.{ 1, 3 }, 2) });
    for (1..16) |i| print("{s} ", .{fizz(@intCast(i))});
    print("\n", .{});
    const bits = blk: {
        var b = Bitset.initEmpty();
        b.set(2);
        b.set(5);
        break :blk b;
    };
    print("{d}\n", .{bits.count()});
    const xs = [_]i32{ -3, 1, 4 };
    var best: i32 = std.math.minInt(i32);
    for (xs) |x| best = @max(best, x);
    print("{d}\n", .{best});
    const tern = if (best > 3) "yes" else "no";
    print("{s}\n", .{tern});
    const c: u8 = 'x';
    print("{c}{c}\n", .{ c, std.ascii.toUpper(c) });
}
