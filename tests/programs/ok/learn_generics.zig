// Generic types and functions that look into their arguments.
const std = @import("std");
const print = std.debug.print;
const mem = std.mem;
// comptime & generic heavy
fn Vector(comptime n: usize, comptime T: type) type {
    return struct {
        v: [n]T,
        const Self = @This();
        pub const dim = n;
        pub fn init(v: [n]T) Self {
            return .{ .v = v };
        }
        pub fn map(self: Self, comptime f: fn (T) T) Self {
            var r: Self = undefined;
            inline for (&r.v, self.v) |*o, x| o.* = f(x);
            return r;
        }
        pub fn fold(self: Self, comptime R: type, start: R, f: *const fn (R, T) R) R {
            var acc = start;
            for (self.v) |x| acc = f(acc, x);
            return acc;
        }
    };
}
fn EnumArray(comptime E: type, comptime V: type) type {
    const fields = @typeInfo(E).@"enum".fields;
    return struct {
        values: [fields.len]V,
        pub fn get(self: @This(), e: E) V {
            return self.values[@intFromEnum(e)];
        }
        pub fn initFill(v: V) @This() {
            return .{ .values = [_]V{v} ** fields.len };
        }
    };
}
const Dir = enum { n, e, s, w };
fn toStr(comptime e: anytype) []const u8 {
    return "dir:" ++ @tagName(e);
}
fn Optional(comptime T: type) type {
    return struct {
        const O = @This();
        val: ?T = null,
        pub fn of(v: T) O {
            return .{ .val = v };
        }
        pub fn bind(self: O, comptime U: type, f: fn (T) Optional(U)) Optional(U) {
            return if (self.val) |v| f(v) else .{};
        }
    };
}
fn half(x: u32) Optional(u32) {
    return if (x % 2 == 0) .of(x / 2) else .{};
}
fn Cache(comptime K: type, comptime V: type, comptime load: fn (K) V) type {
    return struct {
        map: std.AutoHashMapUnmanaged(K, V) = .empty,
        hits: u32 = 0,
        fn get(self: *@This(), a: mem.Allocator, k: K) !V {
            const r = try self.map.getOrPut(a, k);
            if (r.found_existing) self.hits += 1 else r.value_ptr.* = load(k);
            return r.value_ptr.*;
        }
    };
}
fn square(x: u32) u64 {
    return @as(u64, x) * x;
}
fn printAll(args: anytype) void {
    inline for (args, 0..) |a, i| {
        if (i > 0) print(", ", .{});
        const T = @TypeOf(a);
        if (comptime isString(T)) print("\"{s}\"", .{a}) else print("{any}", .{a});
    }
    print("\n", .{});
}
fn isString(comptime T: type) bool {
    return switch (@typeInfo(T)) {
        .pointer => |p| switch (p.size) {
            .slice => p.child == u8,
            .one => @typeInfo(p.child) == .array and @typeInfo(p.child).array.child == u8,
            else => false,
        },
        else => false,
    };
}
const Visitor = struct {
    count: usize = 0,
    pub fn visit(self: *Visitor, node: anytype) void {
        self.count += 1;
        const T = @TypeOf(node);
        if (@hasField(T, "children")) for (node.children) |c| self.visit(c);
    }
};
const Leaf = struct { x: u8 };
const Branch = struct { children: []const Leaf };
fn parseArgs(comptime Spec: type, args: []const []const u8) !Spec {
    var r: Spec = .{};
    for (args) |arg| {
        const eq = mem.indexOfScalar(u8, arg, '=') orelse return error.NoValue;
        const k = arg[0..eq];
        const v = arg[eq + 1 ..];
        var found = false;
        inline for (@typeInfo(Spec).@"struct".fields) |f| {
            if (mem.eql(u8, f.name, k)) {
                found = true;
                @field(r, f.name) = switch (f.type) {
                    u32 => try std.fmt.parseInt(u32, v, 10),
                    bool => mem.eql(u8, v, "true"),
                    []const u8 => v,
                    else => @compileError("type"),
                };
            }
        }
        if (!found) return error.UnknownArg;
    }
    return r;
}
const Units = enum {
    km,
    mile,
    pub fn factor(self: Units) f64 {
        return switch (self) {
            .km => 1.0,
            .mile => 1.609,
        };
    }
    pub const default: Units = .km;
};
const lookup = blk: {
    var t: [256]u8 = [_]u8{0} ** 256;
    for ("aeiou") |c| t[c] = 1;
    break :blk t;
};
const std_name = comptimeName();
fn comptimeName() []const u8 {
    comptime var s: []const u8 = "";
    inline for (.{ "a", "b", "c" }) |p| s = s ++ p;
    return s;
}
fn bitCount(comptime T: type, v: T) u8 {
    var n: u8 = 0;
    inline for (0..@bitSizeOf(T)) |i| {
        if ((v >> i) & 1 == 1) n += 1;
    }
    return n;
}
fn Tuple2(comptime A: type, comptime B: type) type {
    return std.meta.Tuple(&.{ A, B });
}
pub fn main() !void {
    const V3 = Vector(3, f32);
    const v = V3.init(.{ 1, 2, 3 }).map(struct {
        fn f(x: f32) f32 {
            return x * 2;
        }
    }.f);
    const sum = v.fold(f64, 0, struct {
        fn add(a: f64, b: f32) f64 {
            return a + b;
        }
    }.add);
    print("{any} {d} {d}\n", .{ v.v, sum, V3.dim });
    var ea = EnumArray(Dir, u8).initFill(3);
    ea.values[1] = 9;
    print("{d} {d}\n", .{ ea.get(.e), ea.get(.w) });
    print("{s} {s}\n", .{ toStr(Dir.n), toStr(.lit) });
    print("{any} {any}\n", .{ Optional(u32).of(12).bind(u32, half).bind(u32, half).val, Optional(u32).of(5).bind(u32, half).val });
    var c: Cache(u32, u64, square) = .{};
    defer c.map.deinit(std.heap.page_allocator);
    for ([_]u32{ 3, 4, 3 }) |k| print("{d} ", .{try c.get(std.heap.page_allocator, k)});
    print("{d}\n", .{c.hits});
    printAll(.{ 1, "two", 3.5, true, @as(?u8, null), Dir.s, &[_]u8{ 1, 2 } });
    var vis = Visitor{};
    vis.visit(Branch{ .children = &.{ .{ .x = 1 }, .{ .x = 2 } } });
    print("{d}\n", .{vis.count});
    const Spec = struct { n: u32 = 1, verbose: bool = false, name: []const u8 = "def" };
    const sp = try parseArgs(Spec, &.{ "n=42", "verbose=true" });
    print("{d} {} {s} {any}\n", .{ sp.n, sp.verbose, sp.name, parseArgs(Spec, &.{"zz=1"}) });
    const u: Units = .default;
    print("{d} {d}\n", .{ u.factor(), Units.mile.factor() });
    var vowels: u32 = 0;
    for ("hello world") |ch| vowels += lookup[ch];
    print("{d} {s}\n", .{ vowels, std_name });
    print("{d} {d}\n", .{ bitCount(u8, 0b1011), bitCount(u16, 0xffff) });
    const t2: Tuple2(u8, bool) = .{ 1, true };
    print("{d} {}\n", .{ t2[0], t2[1] });
    const fns = .{ square, half };
    print("{d} {any}\n", .{ fns[0](5), fns[1](8).val });
    const S = struct {
        a: u8,
        b: u16,
        fn sum_(self: @This()) u32 {
            var t: u32 = 0;
            inline for (std.meta.fields(@This())) |f| t += @field(self, f.name);
            return t;
        }
    };
    print("{d}\n", .{(S{ .a = 5, .b = 10 }).sum_()});
    inline for (.{ "a", "b" }) |n| print("{s}:{s} ", .{ n, @typeName(@FieldType(S, n)) });
    print("\n", .{});
    const ptr_fields = @typeInfo(*const [4]u8).pointer;
    print("{} {s} {}\n", .{ ptr_fields.is_const, @typeName(ptr_fields.child), ptr_fields.size == .one });
    switch (@as(union(enum) { a: u8, b: []const u8 }, .{ .b = "q" })) {
        inline .a, .b => |payload, tag| print("{s} {any}\n", .{ @typeName(@TypeOf(payload)), tag }),
    }
}
