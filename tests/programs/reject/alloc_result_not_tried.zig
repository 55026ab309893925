// alloc can fail: its result is an error union.
const std = @import("std");
pub fn main() void {
    const s = std.heap.page_allocator.alloc(u8, 10);
    s[0] = 1; // ~ERROR type 'error{OutOfMemory}![]u8' does not support indexing
}
