// The general purpose allocator after its end.
const std = @import("std");

pub fn main() !void {
    var gpa = std.heap.GeneralPurposeAllocator(.{}){};
    const a = gpa.allocator();
    const p = try a.create(u32);
    a.destroy(p);
    _ = gpa.deinit(); // ~FREE
    _ = try a.create(u32); // ~FAULT use-after-deinit
}
