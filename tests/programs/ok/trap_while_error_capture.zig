// A while over an error union with an else, and a continue expression.
const std = @import("std");

const Reader = struct {
    data: []const u8,
    at: usize = 0,

    fn next(self: *Reader) error{ End, Bad }!u8 {
        if (self.at == self.data.len) return error.End;
        defer self.at += 1;
        if (self.data[self.at] == '!') return error.Bad;
        return self.data[self.at];
    }
};

pub fn main() void {
    for ([_][]const u8{ "abc", "a!c" }) |s| {
        var r = Reader{ .data = s };
        var n: u32 = 0;
        while (r.next()) |c| : (n += 1) {
            std.debug.print("{c}", .{c});
        } else |e| std.debug.print(" {t} after {d}, at {d}\n", .{ e, n, r.at });
    }
}
