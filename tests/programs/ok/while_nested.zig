// break and continue without a label mean the innermost loop.
const std = @import("std");

pub fn main() void {
    var row: u32 = 1;
    while (row <= 3) : (row += 1) {
        var col: u32 = 1;
        while (true) : (col += 1) {
            if (col > row) break;
            std.debug.print("{d} ", .{row * col});
        }
        std.debug.print("\n", .{});
    }
}
