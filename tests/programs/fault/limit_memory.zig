// And one that takes all the memory: page_allocator says OutOfMemory in the end. // ~NOT-ZIG
const std = @import("std");
pub fn main() !void {
    const gpa = std.heap.page_allocator;
    while (true) {
        const block = gpa.alloc(u8, 64 << 20) catch |e| { // ~LEAK bytes
            std.debug.print("{t}\n", .{e});
            return;
        };
        block[0] = 1;
    }
}
