// A string literal lives in the program itself.
const std = @import("std");

const Label = struct { text: []const u8 };

pub fn main() void {
    const l = Label{ .text = "literal" };
    std.heap.page_allocator.free(l.text); // ~FAULT free-non-heap
}
