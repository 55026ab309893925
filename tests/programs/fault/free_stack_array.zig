// An array on the stack is not the allocator's.
const std = @import("std");

pub fn main() void {
    var a = [_]u8{ 1, 2, 3 }; // ~ALLOC
    a[0] = 2;
    std.heap.page_allocator.free(a[0..]); // ~FAULT free-non-heap
}
