// Errors on their way out, with defers and errdefers.
const std = @import("std");

const Trouble = error{ Small, Large };

fn risky(n: u32) Trouble!u32 {
    if (n % 7 == 3) return error.Small;
    if (n % 11 == 5) return error.Large;
    return n;
}

fn guarded(gpa: std.mem.Allocator, n: u32) !u32 {
    const p = try gpa.create(u32);
    errdefer gpa.destroy(p);
    p.* = try risky(n);
    defer gpa.destroy(p);
    return p.*;
}

pub fn main() void {
    const gpa = std.heap.page_allocator;
    var sum: u32 = 0;
    var failed: u32 = 0;
    for (0..1500) |i| {
        sum += guarded(gpa, @intCast(i)) catch |e| blk: {
            failed += if (e == error.Small) 1 else 100;
            break :blk 0;
        };
    }
    std.debug.print("{d} {d}\n", .{ sum, failed });
}
