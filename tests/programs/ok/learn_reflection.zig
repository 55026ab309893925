// What types say about themselves.
const std = @import("std");
const print = std.debug.print;
fn printType(comptime T: type) void {
    const info = @typeInfo(T);
    switch (info) {
        .@"struct" => |s| {
            print("struct {d} fields:", .{s.fields.len});
            inline for (s.fields) |f| print(" {s}:{s}", .{ f.name, @typeName(f.type) });
            print(" decls {d}\n", .{s.decls.len});
        },
        .@"enum" => |e| {
            print("enum {s}:", .{@typeName(e.tag_type)});
            inline for (e.fields) |f| print(" {s}", .{f.name});
            print("\n", .{});
        },
        .@"union" => |u| print("union {d} {}\n", .{ u.fields.len, u.tag_type != null }),
        .optional => |o| print("optional {s}\n", .{@typeName(o.child)}),
        .error_union => |e| print("eu {s}\n", .{@typeName(e.payload)}),
        .error_set => |es| if (es) |errs| {
            for (errs) |e| print("{s},", .{e.name});
            print("\n", .{});
        } else print("anyerror\n", .{}),
        .array => |a| print("array {d} {s}\n", .{ a.len, @typeName(a.child) }),
        .pointer => |p| print("ptr {s} const={} {s}\n", .{ @tagName(p.size), p.is_const, @typeName(p.child) }),
        .int => |i| print("{s} {d}\n", .{ @tagName(i.signedness), i.bits }),
        .@"fn" => |f| print("fn {d} -> {s}\n", .{ f.params.len, @typeName(f.return_type.?) }),
        else => print("{s}\n", .{@tagName(info)}),
    }
}
fn dump(x: anytype) void {
    const T = @TypeOf(x);
    switch (@typeInfo(T)) {
        .@"struct" => |s| inline for (s.fields) |f| {
            print("{s}=", .{f.name});
            dump(@field(x, f.name));
        },
        .int, .comptime_int, .float, .comptime_float => print("{d};", .{x}),
        .bool => print("{};", .{x}),
        .pointer => |p| if (p.size == .slice and p.child == u8) print("{s};", .{x}) else if (p.size == .one) dump(x.*) else print("ptr;", .{}),
        .array => for (x) |e| dump(e),
        .optional => if (x) |v| dump(v) else print("null;", .{}),
        .@"enum" => print("{s};", .{@tagName(x)}),
        else => print("?;", .{}),
    }
}
fn hasMethod(comptime T: type, comptime name: []const u8) bool {
    return @hasDecl(T, name);
}
const Foo = struct {
    a: u8,
    b: ?i16 = null,
    pub const konst = 5;
    pub fn method(_: Foo) void {}
};
const E2 = enum(i8) { neg = -1, zero, pos };
fn Field(comptime T: type, comptime name: []const u8) type {
    return @FieldType(T, name);
}
fn typeMax(comptime T: type) T {
    return switch (T) {
        u8, u16 => std.math.maxInt(T),
        f32 => 1.5,
        else => @compileError("no"),
    };
}
fn firstArg(comptime f: anytype) type {
    return @typeInfo(@TypeOf(f)).@"fn".params[0].type.?;
}
fn curry(comptime n: i32) fn (i32) i32 {
    return struct {
        fn f(x: i32) i32 {
            return x + n;
        }
    }.f;
}
const fibs = makeFibs(10);
fn makeFibs(comptime n: usize) [n]u64 {
    @setEvalBranchQuota(2000);
    var r: [n]u64 = undefined;
    r[0] = 0;
    r[1] = 1;
    for (2..n) |i| r[i] = r[i - 1] + r[i - 2];
    return r;
}
fn countWords(comptime s: []const u8) usize {
    comptime var n: usize = 0;
    comptime {
        var it = std.mem.tokenizeScalar(u8, s, ' ');
        while (it.next()) |_| n += 1;
    }
    return n;
}
pub fn main() void {
    printType(Foo);
    printType(E2);
    printType(union(enum) { a, b: u8 });
    printType(?u8);
    printType(anyerror!void);
    printType(error{ B, A });
    printType([4]f32);
    printType([]const u8);
    printType(*Foo);
    printType(i7);
    printType(fn (u8, u16) bool);
    printType(void);
    dump(.{ .x = 1, .y = "s", .z = .{ .q = true, .f = 2.5 } });
    dump(Foo{ .a = 1, .b = -3 });
    dump([_]?u8{ 1, null });
    dump(E2.pos);
    print("\n{} {}\n", .{ hasMethod(Foo, "method"), hasMethod(Foo, "nope") });
    print("{s} {d} {d}\n", .{ @typeName(Field(Foo, "b")), typeMax(u16), typeMax(f32) });
    print("{s} {d}\n", .{ @typeName(firstArg(Foo.method)), curry(5)(10) });
    print("{any} {d}\n", .{ fibs, comptime countWords("a b c") });
    comptime {
        std.debug.assert(fibs[9] == 34);
    }
    const T = if (@sizeOf(usize) == 8) u64 else u32;
    print("{s} {d}\n", .{ @typeName(T), @bitSizeOf(T) });
    var x: T = 5;
    x += comptime blk: {
        break :blk 10;
    };
    print("{d}\n", .{x});
    const names = comptime blk: {
        const fields = @typeInfo(Foo).@"struct".fields;
        var ns: [fields.len][]const u8 = undefined;
        for (fields, 0..) |f, i| ns[i] = f.name;
        break :blk ns;
    };
    for (names) |n| print("{s} ", .{n});
    inline for (comptime std.enums.values(E2)) |e| print("{s}={d} ", .{ @tagName(e), @intFromEnum(e) });
    print("\n", .{});
    const e: E2 = @enumFromInt(0);
    switch (e) {
        inline else => |t| print("{s} {s}\n", .{ @tagName(t), @typeName(@TypeOf(t)) }),
    }
    const tup = .{ @as(u8, 1), "b" } ++ .{true};
    print("{d} {any}\n", .{ tup.len, tup[2] });
    print("{s} {s}\n", .{ @typeName(@TypeOf(tup)), @typeName(struct { u8, bool }) });
    print("{} {}\n", .{ @TypeOf(1) == comptime_int, @TypeOf(x) == u64 });
    print("{d}\n", .{@typeInfo(@TypeOf(tup)).@"struct".fields.len});
    print("{s}\n", .{@src().fn_name});
    print("{d}\n", .{std.meta.fields(Foo).len});
    print("{any}\n", .{std.meta.fieldNames(Foo).*});
    print("{s}\n", .{@typeName(std.meta.Child([]u8))});
    print("{}\n", .{@inComptime()});
    print("{any} {any}\n", .{ @as(?type, u8) != null, Foo.konst });
    const arr = [_]type{ u8, u16, u32 };
    inline for (arr) |Ty| print("{d} ", .{@sizeOf(Ty)});
    print("\n", .{});
}
