// free wants a slice.
const std = @import("std");
pub fn main() void {
    const n: u32 = 1;
    std.heap.page_allocator.free(n); // ~ERROR
}
