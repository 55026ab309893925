// A reader of nested data, errors included.
const std = @import("std");
const Allocator = std.mem.Allocator;
const Json = union(enum) {
    null,
    bool: bool,
    number: f64,
    string: []const u8,
    array: []Json,
    object: []Field,
    const Field = struct { key: []const u8, value: Json };
    fn write(self: Json, w: *std.Io.Writer) std.Io.Writer.Error!void {
        switch (self) {
            .null => try w.writeAll("null"),
            .bool => |b| try w.print("{}", .{b}),
            .number => |n| try w.print("{d}", .{n}),
            .string => |s| try w.print("\"{s}\"", .{s}),
            .array => |items| {
                try w.writeByte('[');
                for (items, 0..) |x, i| { if (i > 0) try w.writeByte(','); try x.write(w); }
                try w.writeByte(']');
            },
            .object => |fields| {
                try w.writeByte('{');
                for (fields, 0..) |f, i| { if (i > 0) try w.writeByte(','); try w.print("\"{s}\":", .{f.key}); try f.value.write(w); }
                try w.writeByte('}');
            },
        }
    }
    pub fn format(self: Json, w: *std.Io.Writer) std.Io.Writer.Error!void { try self.write(w); }
};
const Parser = struct {
    src: []const u8, pos: usize = 0, a: Allocator,
    const Error = error{ UnexpectedEnd, UnexpectedChar, BadNumber } || Allocator.Error;
    fn ws(p: *Parser) void { while (p.pos < p.src.len and std.mem.indexOfScalar(u8, " \t\n", p.src[p.pos]) != null) p.pos += 1; }
    fn peek(p: *Parser) Error!u8 { p.ws(); return if (p.pos < p.src.len) p.src[p.pos] else error.UnexpectedEnd; }
    fn eat(p: *Parser, c: u8) Error!void { if (try p.peek() != c) return error.UnexpectedChar; p.pos += 1; }
    fn lit(p: *Parser, s: []const u8, v: Json) Error!Json {
        if (!std.mem.startsWith(u8, p.src[p.pos..], s)) return error.UnexpectedChar;
        p.pos += s.len;
        return v;
    }
    fn value(p: *Parser) Error!Json {
        return switch (try p.peek()) {
            'n' => p.lit("null", .null),
            't' => p.lit("true", .{ .bool = true }),
            'f' => p.lit("false", .{ .bool = false }),
            '"' => .{ .string = try p.string() },
            '[' => {
                p.pos += 1;
                var list: std.ArrayList(Json) = .empty;
                errdefer list.deinit(p.a);
                if (try p.peek() == ']') { p.pos += 1; return .{ .array = &.{} }; }
                while (true) {
                    try list.append(p.a, try p.value());
                    switch (try p.peek()) { ',' => p.pos += 1, ']' => { p.pos += 1; break; }, else => return error.UnexpectedChar }
                }
                return .{ .array = try list.toOwnedSlice(p.a) };
            },
            '{' => {
                p.pos += 1;
                var list = std.ArrayList(Json.Field){};
                while (true) {
                    if (try p.peek() == '}') break;
                    const k = try p.string();
                    try p.eat(':');
                    try list.append(p.a, .{ .key = k, .value = try p.value() });
                    if (try p.peek() == ',') p.pos += 1;
                }
                try p.eat('}');
                return .{ .object = try list.toOwnedSlice(p.a) };
            },
            '0'...'9', '-' => {
                const start = p.pos;
                while (p.pos < p.src.len and (std.ascii.isDigit(p.src[p.pos]) or p.src[p.pos] == '.' or p.src[p.pos] == '-')) p.pos += 1;
                return .{ .number = std.fmt.parseFloat(f64, p.src[start..p.pos]) catch return error.BadNumber };
            },
            else => error.UnexpectedChar,
        };
    }
    fn string(p: *Parser) Error![]const u8 {
        try p.eat('"');
        const end = std.mem.indexOfScalarPos(u8, p.src, p.pos, '"') orelse return error.UnexpectedEnd;
        defer p.pos = end + 1;
        return p.src[p.pos..end];
    }
};
pub fn main() !void {
    var arena: std.heap.ArenaAllocator = .init(std.heap.page_allocator);
    defer arena.deinit();
    for ([_][]const u8{ "{\"a\": [1, 2.5, -3], \"b\": {\"c\": null}, \"d\": \"text\"}", "[true, false, []]", "[1, 2", "{\"x\" 1}", "[--]", "@" }) |src| {
        var p: Parser = .{ .src = src, .a = arena.allocator() };
        if (p.value()) |v| std.debug.print("{f}\n", .{v}) else |e| std.debug.print("{s} at {d}\n", .{ @errorName(e), p.pos });
    }
}
