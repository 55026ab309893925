// errdefer: watch clean-up that only an error sets off.
const std = @import("std");
const Allocator = std.mem.Allocator;
const print = std.debug.print;

const Buffers = struct { in: []u8, out: []u8 };

fn check(size: usize) !void {
    if (size > 32) return error.TooBig;
}

fn open(gpa: Allocator, size: usize) !Buffers {
    const in = try gpa.alloc(u8, size);
    errdefer gpa.free(in);
    const out = try gpa.alloc(u8, size * 2);
    errdefer gpa.free(out);

    try check(out.len); // an error here frees both
    return .{ .in = in, .out = out };
}

fn use(gpa: Allocator, size: usize) !void {
    const b = try open(gpa, size);
    defer gpa.free(b.in);
    defer gpa.free(b.out);
    print("{d} + {d} bytes\n", .{ b.in.len, b.out.len });
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    try use(gpa, 8);
    use(gpa, 20) catch print("too big\n", .{});
}
