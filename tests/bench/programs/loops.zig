//! Loops over a large slice of bytes.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const marks = try gpa.alloc(u8, 1_000_000);
    defer gpa.free(marks);
    @memset(marks, 0);
    var step: usize = 1;
    while (step < 12) : (step += 1) {
        var at: usize = 0;
        while (at < marks.len) : (at += step) {
            marks[at] ^= 1;
        }
    }
    var odd: usize = 0;
    for (marks) |mark| {
        if (mark == 1) odd += 1;
    }
    std.debug.print("{d}\n", .{odd});
}
