// The constructs of the language, one after the other.
const std = @import("std");
const print = std.debug.print;
const expectEqual = std.testing.expectEqual;
// langref-like
const Vec3 = struct { x: f32, y: f32, z: f32 };
fn dot(a: Vec3, b: Vec3) f32 {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
const Mode = enum(u4) { off, on = 4, auto };
const Small = enum { one, two, three, four };
const Value2 = enum(u2) { zero, one, two };
const Number = enum(u8) { one, two, three, _ };
const ComplexTag = enum { ok, not_ok };
const Complex = union(ComplexTag) { ok: u8, not_ok: void };
const Variant = union(enum) {
    int: i32,
    boolean: bool,
    none,
    fn truthy(self: Variant) bool {
        return switch (self) {
            .int => |x| x != 0,
            .boolean => |x| x,
            .none => false,
        };
    }
};
const Foo = struct {
    a: i32 = 1234,
    b: i32,
};
const LinkedNode = struct { next: ?*LinkedNode, v: u8 };
fn withDefaults(o: Foo) i32 {
    return o.a + o.b;
}
const Error = error{ InvalidChar, Overflow };
fn parseU64(buf: []const u8, radix: u8) Error!u64 {
    var x: u64 = 0;
    for (buf) |c| {
        const digit = charToDigit(c);
        if (digit >= radix) return error.InvalidChar;
        var ov = @mulWithOverflow(x, radix);
        if (ov[1] != 0) return error.Overflow;
        ov = @addWithOverflow(ov[0], digit);
        if (ov[1] != 0) return error.Overflow;
        x = ov[0];
    }
    return x;
}
fn charToDigit(c: u8) u8 {
    return switch (c) {
        '0'...'9' => c - '0',
        'A'...'Z' => c - 'A' + 10,
        'a'...'z' => c - 'a' + 10,
        else => std.math.maxInt(u8),
    };
}
const yy: i32 = add(10, xx);
const xx: i32 = add(12, 34);
fn add(a: i32, b: i32) i32 {
    return a + b;
}
fn deferUnwind(is_error: bool) !void {
    print("\nstart of function\n", .{});
    defer print("end of function\n", .{});
    errdefer print("encountered an error!\n", .{});
    if (is_error) return error.DeferError;
}
fn foo(v: anytype) if (@TypeOf(v) == u8) u16 else bool {
    return if (@TypeOf(v) == u8) @as(u16, v) * 2 else v;
}
const Instruction = enum { add, mul, end };
fn evaluate(initial: []const i32, code: []const Instruction) !i32 {
    var buffer: [8]i32 = undefined;
    var sp: usize = 0;
    for (initial) |i| {
        buffer[sp] = i;
        sp += 1;
    }
    var ip: usize = 0;
    return vm: switch (code[ip]) {
        .add => {
            sp -= 1;
            buffer[sp - 1] += buffer[sp];
            ip += 1;
            continue :vm code[ip];
        },
        .mul => {
            sp -= 1;
            buffer[sp - 1] *= buffer[sp];
            ip += 1;
            continue :vm code[ip];
        },
        .end => buffer[sp - 1],
    };
}
fn isFieldOptional(comptime T: type, field_index: usize) !bool {
    const fields = @typeInfo(T).@"struct".fields;
    return switch (field_index) {
        inline 0...fields.len - 1 => |idx| @typeInfo(fields[idx].type) == .optional,
        else => return error.IndexOutOfBounds,
    };
}
const Slice = union(enum) { a: []u8, b: []const u16 };
fn getLen(s: Slice) usize {
    return switch (s) {
        inline else => |v| v.len,
    };
}
const AnySlice = struct { p: ?u8, q: u32 };
pub fn main() !void {
    const v = Vec3{ .x = 1, .y = 0, .z = 2 };
    print("{d}\n", .{dot(v, v)});
    try expectEqual(@intFromEnum(Mode.auto), 5);
    print("{d} {s} {d}\n", .{ @intFromEnum(Mode.on), @tagName(Small.three), @typeInfo(Small).@"enum".fields.len });
    const nm: Number = @enumFromInt(77);
    print("{}\n", .{switch (nm) {
        .one, .two, .three => true,
        _ => false,
    }});
    var c = Complex{ .ok = 42 };
    print("{}\n", .{c == ComplexTag.ok});
    switch (c) {
        .ok => |*val| val.* += 1,
        .not_ok => unreachable,
    }
    print("{d} {}\n", .{ c.ok, @as(ComplexTag, c) == .ok });
    print("{} {} {}\n", .{ (Variant{ .int = 1 }).truthy(), (Variant{ .boolean = false }).truthy(), @as(Variant, .none).truthy() });
    print("{d} {d}\n", .{ withDefaults(.{ .b = 5 }), yy });
    print("{any} {any} {any}\n", .{ parseU64("1234", 10), parseU64("zz", 10), parseU64("99999999999999999999", 10) });
    try deferUnwind(false);
    deferUnwind(true) catch {};
    print("{d} {}\n", .{ foo(@as(u8, 4)), foo(true) });
    print("{d}\n", .{try evaluate(&.{ 7, 2, -3 }, &.{ .mul, .add, .end })});
    print("{any} {any} {any}\n", .{ isFieldOptional(AnySlice, 0), isFieldOptional(AnySlice, 1), isFieldOptional(AnySlice, 2) });
    var buf = [_]u8{ 1, 2, 3 };
    print("{d}\n", .{getLen(.{ .a = &buf })});
    const optional_value: ?i32 = 0;
    if (optional_value) |ov| try expectEqual(ov, 0) else unreachable;
    const ea: anyerror!u32 = 0;
    if (ea) |val| print("{d}\n", .{val}) else |err| {
        _ = err;
        unreachable;
    }
    const eo: anyerror!?u32 = error.BadValue;
    if (eo) |ov| {
        _ = ov;
    } else |err| print("{}\n", .{err == error.BadValue});
    var n: i32 = 1;
    const np = &n;
    np.* += 1;
    print("{d} {s}\n", .{ np.*, @typeName(@TypeOf(np)) });
    var arr = [_]i32{ 1, 2, 3, 4 };
    var start: usize = 0;
    _ = &start;
    const slice = arr[start..arr.len];
    const alt = arr[0..arr.len];
    print("{s} {s} {}\n", .{ @typeName(@TypeOf(slice)), @typeName(@TypeOf(alt)), slice.ptr == &arr });
    const by_len = slice[start..][0..2];
    print("{s}\n", .{@typeName(@TypeOf(by_len))});
    const s0: [:0]const u8 = "hello";
    print("{d} {d}\n", .{ s0.len, s0[5] });
    const mixed = [3][2]i32{ [_]i32{ 1, 2 }, .{ 3, 4 }, @splat(9) };
    for (mixed, 0..) |row, ri| {
        for (row, 0..) |cell, ci| if (ri == ci) print("{d} ", .{cell});
    }
    print("\n", .{});
    const d = comptime blk: {
        var total: i32 = 0;
        for ([_]i32{ 1, 2, 3 }) |q| total += q;
        break :blk total;
    };
    print("{d} {s}\n", .{ d, @typeName(@TypeOf(d)) });
    var f: f16 = 3.5;
    f += 1;
    print("{d} {d}\n", .{ f, @as(u16, @bitCast(f)) });
    print("{d} {d} {d}\n", .{ @as(i32, @intFromFloat(-3.7)), @as(u8, @intFromBool(true)), @as(i8, @intCast(-5)) });
    const p = packedDemo();
    print("{d} {d}\n", .{ p.@"0", p[1] });
    var o: ?*i32 = &n;
    if (o) |q| q.* = 100;
    o = null;
    print("{d} {}\n", .{ n, o == null });
    const r = @divExact(10, 5) + @rem(-7, 3) + @mod(-7, 3);
    print("{d}\n", .{r});
    print("{d} {d}\n", .{ std.math.maxInt(i7), @as(u3, 7) +% 1 });
    print("{s}\n", .{@typeName(@TypeOf(@as(u8, 1) + @as(u16, 2)))});
    const res = doit(3) orelse 0;
    print("{d}\n", .{res});
    _ = LinkedNode{ .next = null, .v = 1 };
    var ll1 = LinkedNode{ .next = null, .v = 1 };
    var ll2 = LinkedNode{ .next = &ll1, .v = 2 };
    var cur: ?*LinkedNode = &ll2;
    while (cur) |cn| : (cur = cn.next) print("{d}->", .{cn.v});
    print("null\n", .{});
    print("{any}\n", .{@as(@TypeOf(v), .{ .x = 1, .y = 2, .z = 3 })});
    print("{any}\n", .{Value2.two});
    print("{}\n", .{Small.one != .two});
    _ = &ll2;
}
fn doit(k: u8) ?u8 {
    const q = if (k > 2) k else return null;
    return q * 2;
}
fn packedDemo() struct { u8, u16 } {
    return .{ 1, 2 };
}
