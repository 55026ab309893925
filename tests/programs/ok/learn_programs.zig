// A calculator, the game of life, sorting and counting.
const std = @import("std");
const print = std.debug.print;
// I/O, time, text processing, state machines, bit tricks, matrices
const Token = struct {
    kind: Kind,
    text: []const u8,
    const Kind = enum { number, ident, op, lparen, rparen, eof };
};
const Lexer = struct {
    src: []const u8,
    i: usize = 0,
    fn next(self: *Lexer) !Token {
        while (self.i < self.src.len and std.ascii.isWhitespace(self.src[self.i])) self.i += 1;
        if (self.i >= self.src.len) return .{ .kind = .eof, .text = "" };
        const start = self.i;
        switch (self.src[self.i]) {
            '0'...'9' => {
                while (self.i < self.src.len and (std.ascii.isDigit(self.src[self.i]) or self.src[self.i] == '.')) self.i += 1;
                return .{ .kind = .number, .text = self.src[start..self.i] };
            },
            'a'...'z', 'A'...'Z', '_' => {
                while (self.i < self.src.len and std.ascii.isAlphanumeric(self.src[self.i])) : (self.i += 1) {}
                return .{ .kind = .ident, .text = self.src[start..self.i] };
            },
            '+', '-', '*', '/' => {
                self.i += 1;
                return .{ .kind = .op, .text = self.src[start..self.i] };
            },
            '(', ')' => |c| {
                self.i += 1;
                return .{ .kind = if (c == '(') .lparen else .rparen, .text = self.src[start..self.i] };
            },
            else => return error.UnexpectedChar,
        }
    }
};
const Parser = struct {
    lex: Lexer,
    cur: Token,
    vars: *const std.StringHashMap(f64),
    const Error = error{ UnexpectedChar, UnexpectedToken, UnknownVariable, InvalidCharacter };
    fn init(src: []const u8, vars: *const std.StringHashMap(f64)) Error!Parser {
        var lex = Lexer{ .src = src };
        const first = try lex.next();
        return .{ .lex = lex, .cur = first, .vars = vars };
    }
    fn advance(p: *Parser) Error!void {
        p.cur = try p.lex.next();
    }
    fn expr(p: *Parser) Error!f64 {
        var v = try p.term();
        while (p.cur.kind == .op and (p.cur.text[0] == '+' or p.cur.text[0] == '-')) {
            const op = p.cur.text[0];
            try p.advance();
            const r = try p.term();
            v = if (op == '+') v + r else v - r;
        }
        return v;
    }
    fn term(p: *Parser) Error!f64 {
        var v = try p.factor();
        while (p.cur.kind == .op and (p.cur.text[0] == '*' or p.cur.text[0] == '/')) {
            const op = p.cur.text[0];
            try p.advance();
            const r = try p.factor();
            v = if (op == '*') v * r else v / r;
        }
        return v;
    }
    fn factor(p: *Parser) Error!f64 {
        switch (p.cur.kind) {
            .number => {
                const v = try std.fmt.parseFloat(f64, p.cur.text);
                try p.advance();
                return v;
            },
            .ident => {
                const v = p.vars.get(p.cur.text) orelse return error.UnknownVariable;
                try p.advance();
                return v;
            },
            .lparen => {
                try p.advance();
                const v = try p.expr();
                if (p.cur.kind != .rparen) return error.UnexpectedToken;
                try p.advance();
                return v;
            },
            else => return error.UnexpectedToken,
        }
    }
};
const Life = struct {
    const W = 6;
    const H = 5;
    cells: [H][W]bool = [_][W]bool{[_]bool{false} ** W} ** H,
    fn neighbors(self: *const Life, r: usize, c: usize) u8 {
        var n: u8 = 0;
        for ([_]i8{ -1, 0, 1 }) |dr| for ([_]i8{ -1, 0, 1 }) |dc| {
            if (dr == 0 and dc == 0) continue;
            const rr = @mod(@as(i32, @intCast(r)) + dr, H);
            const cc = @mod(@as(i32, @intCast(c)) + dc, W);
            if (self.cells[@intCast(rr)][@intCast(cc)]) n += 1;
        };
        return n;
    }
    fn step(self: Life) Life {
        var out = Life{};
        for (&out.cells, 0..) |*row, r| for (row, 0..) |*cell, c| {
            cell.* = switch (self.neighbors(r, c)) {
                2 => self.cells[r][c],
                3 => true,
                else => false,
            };
        };
        return out;
    }
    pub fn format(self: Life, w: *std.Io.Writer) !void {
        for (self.cells) |row| {
            for (row) |c| try w.writeByte(if (c) '#' else '.');
            try w.writeByte('\n');
        }
    }
};
fn caesar(buf: []u8, text: []const u8, k: u8) []const u8 {
    for (text, buf[0..text.len]) |c, *o| o.* = switch (c) {
        'a'...'z' => 'a' + (c - 'a' + k) % 26,
        'A'...'Z' => 'A' + (c - 'A' + k) % 26,
        else => c,
    };
    return buf[0..text.len];
}
fn rle(a: std.mem.Allocator, s: []const u8) ![]u8 {
    var out = std.ArrayList(u8){};
    errdefer out.deinit(a);
    var i: usize = 0;
    while (i < s.len) {
        var j = i;
        while (j < s.len and s[j] == s[i]) j += 1;
        try out.print(a, "{d}{c}", .{ j - i, s[i] });
        i = j;
    }
    return out.toOwnedSlice(a);
}
fn crc(bytes: []const u8) u32 {
    var c: u32 = 0xffffffff;
    for (bytes) |b| {
        c ^= b;
        for (0..8) |_| c = if (c & 1 != 0) (c >> 1) ^ 0xedb88320 else c >> 1;
    }
    return ~c;
}
fn quicksort(xs: []i32) void {
    if (xs.len < 2) return;
    const pivot = xs[xs.len / 2];
    var i: usize = 0;
    var j: usize = xs.len - 1;
    while (true) {
        while (xs[i] < pivot) i += 1;
        while (xs[j] > pivot) j -= 1;
        if (i >= j) break;
        std.mem.swap(i32, &xs[i], &xs[j]);
        i += 1;
        j -= 1;
    }
    quicksort(xs[0..i]);
    quicksort(xs[i..]);
}
fn permutations(xs: []u8, k: usize, count: *usize) void {
    if (k == xs.len) {
        count.* += 1;
        if (count.* <= 3) print("{s} ", .{xs});
        return;
    }
    for (k..xs.len) |i| {
        std.mem.swap(u8, &xs[k], &xs[i]);
        permutations(xs, k + 1, count);
        std.mem.swap(u8, &xs[k], &xs[i]);
    }
}
pub fn main() !void {
    const a = std.heap.page_allocator;
    var vars = std.StringHashMap(f64).init(a);
    defer vars.deinit();
    try vars.put("x", 3);
    for ([_][]const u8{ "1 + 2*x", "(1+2)*(x-5)/2", "y+1", "2 $ 3", "(1" }) |src| {
        var p = Parser.init(src, &vars) catch |e| {
            print("{s}\n", .{@errorName(e)});
            continue;
        };
        if (p.expr()) |v| print("{s} = {d}\n", .{ src, v }) else |e| print("{s}: {s}\n", .{ src, @errorName(e) });
    }
    var life = Life{};
    for ([_][2]usize{ .{ 1, 2 }, .{ 2, 2 }, .{ 3, 2 } }) |rc| life.cells[rc[0]][rc[1]] = true;
    print("{f}", .{life.step()});
    var buf: [64]u8 = undefined;
    print("{s}\n", .{caesar(&buf, "Hello, Zig!", 3)});
    const r = try rle(a, "aaabccd");
    defer a.free(r);
    print("{s} {x}\n", .{ r, crc("123456789") });
    var xs = [_]i32{ 5, -2, 9, 0, 3, 3 };
    quicksort(&xs);
    print("{any}\n", .{xs});
    var letters = "abc".*;
    var n: usize = 0;
    permutations(&letters, 0, &n);
    print("{d}\n", .{n});
    var it = std.mem.tokenizeAny(u8, "the cat, the dog; a cat", " ,;");
    var counts: std.StringArrayHashMapUnmanaged(u32) = .empty;
    defer counts.deinit(a);
    while (it.next()) |w| {
        const g = try counts.getOrPut(a, w);
        if (!g.found_existing) g.value_ptr.* = 0;
        g.value_ptr.* += 1;
    }
    const C = struct {
        counts: []u32,
        pub fn lessThan(ctx: @This(), i: usize, j: usize) bool {
            return ctx.counts[i] > ctx.counts[j];
        }
    };
    counts.sort(C{ .counts = counts.values() });
    for (counts.keys(), counts.values()) |k, v| print("{s}:{d} ", .{ k, v });
    print("\n", .{});
    var out_buf: [64]u8 = undefined;
    var w: std.Io.Writer = .fixed(&out_buf);
    for (0..3) |i| try w.print("{d:>3}", .{i * i});
    try w.writeAll("|");
    print("{s} {d}\n", .{ w.buffered(), w.end });
    const d = std.mem.readInt(u32, "\x01\x02\x03\x04", .little);
    print("{x} {d}\n", .{ d, std.mem.alignForward(usize, 13, 8) });
    print("{d} {d} {}\n", .{ std.math.log2_int(u32, 1000), try std.math.ceilPowerOfTwo(u32, 33), std.math.isPowerOfTwo(@as(u32, 64)) });
    print("{d:.4} {d:.4} {d:.4}\n", .{ @sin(@as(f64, 1)), std.math.atan2(@as(f64, 1), 2), std.math.pow(f64, 2.5, 3.5) });
    print("{d} {d}\n", .{ std.math.sqrt(@as(u32, 50)), std.math.hypot(@as(f64, 3), 4) });
    print("{d} {any}\n", .{ try std.math.divCeil(u32, 7, 2), std.math.order(3, 5) });
    const ts: u64 = 3725;
    print("{d:0>2}:{d:0>2}:{d:0>2}\n", .{ ts / 3600, ts % 3600 / 60, ts % 60 });
}
