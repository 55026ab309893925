// main returns an error; what was not freed by then is a leak, but the error decides the exit status.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const p = try gpa.create(u8); // ~LEAK 1 byte
    p.* = 1;
    return error.Stopped;
}
