// Everything that free and destroy take.
const std = @import("std");

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const text: []const u8 = try gpa.dupe(u8, "const");
    gpa.free(text);
    const z: [:0]const u8 = try gpa.dupeZ(u8, "zero");
    gpa.free(z);
    const p: *const u32 = try gpa.create(u32);
    gpa.destroy(p);
    const arr = try gpa.create([4]u8);
    gpa.destroy(arr);
    const s = try gpa.alloc(u16, 5);
    gpa.free(s[0..]);
    const fixed: *[5]u16 = (try gpa.alloc(u16, 5))[0..5];
    gpa.free(fixed);
    const none: []u64 = &.{};
    gpa.free(none);
    const e = try gpa.create(void);
    gpa.destroy(e);
    std.debug.print("all freed\n", .{});
}
