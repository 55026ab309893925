// dupe copies a slice to the heap; dupeZ adds a zero.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const a = try gpa.dupe(u8, "text");
    defer gpa.free(a);
    const z = try gpa.dupeZ(u8, "zero");
    defer gpa.free(z);
    a[0] = 'T';
    std.debug.print("{s} {s} {d} {d}\n", .{ a, z, z.len, z[4] });
    const numbers = try gpa.dupe(i32, &.{ 1, 2, 3 });
    defer gpa.free(numbers);
    std.debug.print("{any}\n", .{numbers});
}
