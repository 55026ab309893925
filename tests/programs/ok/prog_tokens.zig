// A tokenizer with a struct of slices into the source.
const std = @import("std");

const Kind = enum { word, number, symbol };
const Token = struct { kind: Kind, text: []const u8 };

const Lexer = struct {
    source: []const u8,

    fn next(self: *Lexer) ?Token {
        self.source = std.mem.trimLeft(u8, self.source, " \t");
        if (self.source.len == 0) return null;
        const kind: Kind = switch (self.source[0]) {
            'a'...'z', 'A'...'Z', '_' => .word,
            '0'...'9' => .number,
            else => .symbol,
        };
        var n: usize = 1;
        while (n < self.source.len and belongs(kind, self.source[n])) n += 1;
        defer self.source = self.source[n..];
        return .{ .kind = kind, .text = self.source[0..n] };
    }

    fn belongs(kind: Kind, c: u8) bool {
        return switch (kind) {
            .word => std.ascii.isAlphanumeric(c) or c == '_',
            .number => std.ascii.isDigit(c) or c == '.',
            .symbol => false,
        };
    }
};

pub fn main() void {
    var lexer = Lexer{ .source = "total_1 = 3.14*(x + 42);" };
    while (lexer.next()) |t| std.debug.print("{t}:{s} ", .{ t.kind, t.text });
    std.debug.print("\n", .{});
}
