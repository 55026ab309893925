// Freed before the error, and again by the errdefer.
const std = @import("std");

fn make(gpa: std.mem.Allocator) ![]u8 {
    const s = try gpa.alloc(u8, 8); // ~ALLOC
    errdefer gpa.free(s); // ~FAULT double-free
    if (s.len == 8) {
        gpa.free(s); // ~FREE
        return error.Eight;
    }
    return s;
}

pub fn main() void {
    _ = make(std.heap.page_allocator) catch {};
}
