// Sorting in place through a slice.
const std = @import("std");

fn sort(a: []i32) void {
    for (0..a.len) |round| {
        for (1..a.len - round) |i| {
            if (a[i - 1] > a[i]) {
                const t = a[i];
                a[i] = a[i - 1];
                a[i - 1] = t;
            }
        }
    }
}

pub fn main() void {
    var a = [_]i32{ 5, -3, 9, 0, 2 };
    sort(&a);
    std.debug.print("{any}\n", .{a});
}
