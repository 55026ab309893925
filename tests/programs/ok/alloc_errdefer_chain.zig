// The usual shape of a constructor that can fail in the middle.
const std = @import("std");
const Allocator = std.mem.Allocator;

const Pair = struct { a: []u8, b: []u8 };

fn make(gpa: Allocator, fail: bool) !*Pair {
    const pair = try gpa.create(Pair);
    errdefer gpa.destroy(pair);
    pair.a = try gpa.alloc(u8, 4);
    errdefer gpa.free(pair.a);
    if (fail) return error.Interrupted;
    pair.b = try gpa.alloc(u8, 8);
    return pair;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const p = try make(gpa, false);
    std.debug.print("{d} {d}\n", .{ p.a.len, p.b.len });
    gpa.free(p.a);
    gpa.free(p.b);
    gpa.destroy(p);
    _ = make(gpa, true) catch std.debug.print("nothing left behind\n", .{});
}
