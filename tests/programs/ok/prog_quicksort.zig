// Quick sort with a partition function.
const std = @import("std");

fn partition(comptime T: type, a: []T) usize {
    const pivot = a[a.len - 1];
    var i: usize = 0;
    for (a[0 .. a.len - 1], 0..) |x, j| {
        if (x < pivot) {
            std.mem.swap(T, &a[i], &a[j]);
            i += 1;
        }
    }
    std.mem.swap(T, &a[i], &a[a.len - 1]);
    return i;
}

fn quicksort(comptime T: type, a: []T) void {
    if (a.len < 2) return;
    const p = partition(T, a);
    quicksort(T, a[0..p]);
    quicksort(T, a[p + 1 ..]);
}

pub fn main() void {
    var n = [_]i32{ 9, -4, 7, 0, 3, 3, 8, -1 };
    quicksort(i32, &n);
    std.debug.print("{any}\n", .{n});
    var f = [_]f32{ 2.5, -1, 0.5 };
    quicksort(f32, &f);
    std.debug.print("{any}\n", .{f});
    var s = "quicksort".*;
    quicksort(u8, &s);
    std.debug.print("{s}\n", .{s});
}
