// Lines, words and letters of a text.
const std = @import("std");

const text =
    \\The quick brown fox
    \\jumps over the lazy dog.
    \\
    \\The end.
;

pub fn main() !void {
    var lines: usize = 0;
    var words: usize = 0;
    var longest: []const u8 = "";
    var letters: [26]u32 = @splat(0);
    var it = std.mem.splitScalar(u8, text, '\n');
    while (it.next()) |line| {
        lines += 1;
        var w = std.mem.tokenizeAny(u8, line, " .");
        while (w.next()) |word| {
            words += 1;
            if (word.len > longest.len) longest = word;
            for (word) |c| {
                if (std.ascii.isAlphabetic(c)) letters[std.ascii.toLower(c) - 'a'] += 1;
            }
        }
    }
    std.debug.print("{d} lines, {d} words, longest {s}\n", .{ lines, words, longest });
    for (letters, 'a'..) |n, c| {
        if (n > 3) std.debug.print("{c}={d} ", .{ @as(u8, @intCast(c)), n });
    }
    std.debug.print("\n", .{});
}
