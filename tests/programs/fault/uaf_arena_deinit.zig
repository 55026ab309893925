// The arena has taken everything with it.
const std = @import("std");

fn build(out: *[]u8) !void {
    var arena = std.heap.ArenaAllocator.init(std.heap.page_allocator);
    defer arena.deinit();
    out.* = try arena.allocator().alloc(u8, 5); // ~ALLOC
    @memset(out.*, 'a');
}

pub fn main() !void {
    var s: []u8 = undefined;
    try build(&s);
    std.debug.print("{s}\n", .{s}); // ~FAULT use-after-free
}
