// A calculator: tokens, recursive descent, errors.
const std = @import("std");

const Parser = struct {
    text: []const u8,
    at: usize = 0,

    const Error = error{ UnexpectedEnd, UnexpectedCharacter, DivisionByZero };

    fn peek(self: *Parser) ?u8 {
        while (self.at < self.text.len and self.text[self.at] == ' ') self.at += 1;
        return if (self.at < self.text.len) self.text[self.at] else null;
    }

    fn expression(self: *Parser) Error!i64 {
        var left = try self.term();
        while (self.peek()) |c| switch (c) {
            '+' => {
                self.at += 1;
                left += try self.term();
            },
            '-' => {
                self.at += 1;
                left -= try self.term();
            },
            else => break,
        };
        return left;
    }

    fn term(self: *Parser) Error!i64 {
        var left = try self.factor();
        while (self.peek()) |c| {
            if (c != '*' and c != '/') break;
            self.at += 1;
            const right = try self.factor();
            if (c == '*') {
                left *= right;
            } else {
                if (right == 0) return error.DivisionByZero;
                left = @divTrunc(left, right);
            }
        }
        return left;
    }

    fn factor(self: *Parser) Error!i64 {
        const c = self.peek() orelse return error.UnexpectedEnd;
        switch (c) {
            '(' => {
                self.at += 1;
                const v = try self.expression();
                if (self.peek() != ')') return error.UnexpectedCharacter;
                self.at += 1;
                return v;
            },
            '-' => {
                self.at += 1;
                return -try self.factor();
            },
            '0'...'9' => {
                var n: i64 = 0;
                while (self.at < self.text.len and std.ascii.isDigit(self.text[self.at])) : (self.at += 1) {
                    n = n * 10 + (self.text[self.at] - '0');
                }
                return n;
            },
            else => return error.UnexpectedCharacter,
        }
    }
};

pub fn main() void {
    for ([_][]const u8{ "1 + 2 * 3", "(1+2)*3", "-(4 - 10) / 2", "7 / (3 - 3)", "2 +", "2 $ 3", "((8))" }) |text| {
        var p = Parser{ .text = text };
        if (p.expression()) |v| {
            std.debug.print("{s} = {d}\n", .{ text, v });
        } else |e| {
            std.debug.print("{s}: {s}\n", .{ text, @errorName(e) });
        }
    }
}
