// resize changes the length in place, or says that it cannot.
const std = @import("std");

pub fn main() !void {
    var buffer: [100]u8 = undefined;
    var fba = std.heap.FixedBufferAllocator.init(&buffer);
    const a = fba.allocator();
    var s = try a.alloc(u8, 10);
    if (a.resize(s, 30)) s.len = 30;
    std.debug.print("{d} {}\n", .{ s.len, a.resize(s, 200) });
    if (a.resize(s, 5)) s = s[0..5];
    std.debug.print("{d} {d}\n", .{ s.len, fba.end_index });
    if (a.remap(s, 20)) |moved| s = moved;
    std.debug.print("{d}\n", .{s.len});
    a.free(s);
}
