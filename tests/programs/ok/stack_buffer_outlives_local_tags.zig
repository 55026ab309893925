// A buffer on the stack lives on while more locals come and go than there are tags for locals.
const std = @import("std");
fn bump(p: *u32) void { p.* += 1; }
fn work(n: u32) u32 { var x: u32 = n; bump(&x); return x; }
pub fn main() !void {
    var buffer: [1024]u8 = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    const a = fba.allocator();
    const one = try a.create(u32);
    one.* = 1;
    var i: u32 = 0;
    var sum: u64 = 0;
    while (i < 70_000) : (i += 1) sum += work(i);
    const two = try a.create(u32);
    two.* = 2;
    a.destroy(two);
    a.destroy(one);
    std.debug.print("{d} {d}\n", .{ sum, buffer.len });
}
