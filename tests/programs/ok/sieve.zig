// Primes below 50 by crossing out.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const composite = try gpa.alloc(bool, 50);
    defer gpa.free(composite);
    for (composite) |*c| c.* = false;
    var i: usize = 2;
    while (i < composite.len) : (i += 1) {
        if (composite[i]) continue;
        std.debug.print("{d} ", .{i});
        var k = i * i;
        while (k < composite.len) : (k += i) composite[k] = true;
    }
    std.debug.print("\n", .{});
}
