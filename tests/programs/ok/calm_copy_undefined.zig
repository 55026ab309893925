// Copying bytes that were never written is no misuse, whatever the way.
const std = @import("std");

const Packet = struct { tag: u8, len: u16, body: [10]u8 };

fn pass(p: Packet) Packet {
    return p;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    var p: Packet = undefined;
    p.tag = 7;
    p.len = 2;
    p.body[0] = 'o';
    p.body[1] = 'k';
    var q = pass(p);
    const list = try gpa.alloc(Packet, 3);
    defer gpa.free(list);
    list[1] = q;
    @memcpy(list[2..3], list[1..2]);
    list[0] = list[2];
    std.mem.swap(Packet, &list[0], &q);
    const bytes = std.mem.asBytes(&list[0]);
    var copy: [@sizeOf(Packet)]u8 = undefined;
    for (&copy, bytes) |*to, from| to.* = from;
    const r: *align(1) const Packet = @ptrCast(&copy);
    std.debug.print("{d} {s}\n", .{ r.tag, r.body[0..r.len] });
}
