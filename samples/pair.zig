const std = @import("std");
const Allocator = std.mem.Allocator;
fn makePair(gpa: Allocator) !*i32 {
  const a = try gpa.create(i32);
  errdefer gpa.destroy(a);
  const b = try gpa.create(i32);
  defer gpa.destroy(b);
  b.* = 41;
  a.* = b.* + 1;
  return a;
}
// Use after free: watch p, it still points to the block.
pub fn main() !void {
  const gpa = std.heap.page_allocator;
  const items = try gpa.alloc(i32, 4);
  defer gpa.free(items);
  const p = try makePair(gpa);
  gpa.destroy(p);
  p.* = 5;
  std.debug.print("{d}\n", .{p.*});
}
