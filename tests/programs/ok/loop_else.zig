// A loop's else runs when no break left it; both can give a value.
const std = @import("std");

fn find(list: []const u8, x: u8) ?usize {
    return for (list, 0..) |c, i| {
        if (c == x) break i;
    } else null;
}

pub fn main() void {
    std.debug.print("{?d} {?d}\n", .{ find("abc", 'b'), find("abc", 'z') });
    var n: u32 = 1;
    const power = while (n < 1000) : (n *= 2) {
        if (n % 10 == 8) break n;
    } else 0;
    std.debug.print("{d}\n", .{power});
}
