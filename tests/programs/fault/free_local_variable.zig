// destroy of a local variable.
const std = @import("std");

pub fn main() void {
    var x: u32 = 5; // ~ALLOC
    x += 1;
    std.heap.page_allocator.destroy(&x); // ~FAULT free-non-heap
}
