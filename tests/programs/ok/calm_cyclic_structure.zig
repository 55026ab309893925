// Two nodes that own nothing but know each other.
const std = @import("std");

const Parent = struct { child: *Child, n: u32 };
const Child = struct { parent: ?*Parent = null, n: u32 };

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const c = try gpa.create(Child);
    c.* = .{ .n = 2 };
    const p = try gpa.create(Parent);
    p.* = .{ .child = c, .n = 1 };
    c.parent = p;
    std.debug.print("{d} {d}\n", .{ c.parent.?.child.n, p.child.parent.?.n });
    gpa.destroy(c);
    gpa.destroy(p);
}
