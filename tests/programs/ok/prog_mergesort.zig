// Merge sort with a buffer from the heap.
const std = @import("std");

fn sort(gpa: std.mem.Allocator, a: []u32) !void {
    if (a.len < 2) return;
    const mid = a.len / 2;
    try sort(gpa, a[0..mid]);
    try sort(gpa, a[mid..]);
    const out = try gpa.alloc(u32, a.len);
    defer gpa.free(out);
    var i: usize = 0;
    var j: usize = mid;
    for (out) |*o| {
        if (j >= a.len or (i < mid and a[i] <= a[j])) {
            o.* = a[i];
            i += 1;
        } else {
            o.* = a[j];
            j += 1;
        }
    }
    @memcpy(a, out);
}

pub fn main() !void {
    var a = [_]u32{ 5, 2, 9, 1, 5, 6, 0, 3, 8 };
    try sort(std.heap.page_allocator, &a);
    std.debug.print("{any}\n", .{a});
}
